import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientConfig } from 'pg'
import { StartUpError } from '../../errors.ts'
import { findBinaries } from './binaries.ts'
import { answers, connection, ownerConnection, withClient } from './connections.ts'
import { openDataFolder, ownTree, type DataFolder } from './data-folder.ts'
import { initialise, writeSettings } from './initialise.ts'
import { takeLock } from './instance-lock.ts'
import { findPostmaster, launch, startedAsWeWould, stopPostmaster, waitUntilReady } from './postmaster.ts'
import { ensureDatabase, ensureRoles, waitForEarlierStart } from './roles.ts'
import { serviceUser, type ServiceUser } from './service-user.ts'
import { supervise } from './supervise.ts'

export type ServerState = 'running' | 'restarting' | 'stopped'

/** What happened to PostgreSQL while the program ran; `attempt` counts from 1. */
export type ServerEvent =
  | { event: 'died' }
  | { event: 'restart-failed'; attempt: number; reason: string }
  | { event: 'restarted'; attempt: number }

export type EmbeddedServer = {
  /** The superuser, for migrations, backup and restore. */
  owner: ClientConfig
  /** The application's login: owns nothing, bypasses nothing. */
  app: ClientConfig
  /** The same server for another login. */
  appConnection(user: string, password: string): ClientConfig
  /** True when the server was already running, left behind by a program that crashed. */
  adopted: boolean
  pid(): number
  state(): ServerState
  /** Stops PostgreSQL and gives the data folder back; with `unless`, leaves it running for those who still use it. */
  stop(unless?: (owner: ClientConfig) => Promise<boolean>): Promise<void>
}

export type StartOptions = {
  dataDir: string
  /** What this process is, in the words that a second starter is told. */
  purpose?: string
  onEvent?: (event: ServerEvent) => void
}

/** Starts, or adopts, the PostgreSQL of a data folder and keeps it running until `stop`. Throws StartUpError. */
export async function startEmbedded(options: StartOptions): Promise<EmbeddedServer> {
  const user = serviceUser()
  const folder = openDataFolder(options.dataDir, user, findBinaries())
  const answer = await takeLock(folder.locks, options.purpose ?? 'troth start')
  if ('heldBy' in answer) {
    throw new StartUpError(
      `The data folder ${folder.root} is in use by process ${answer.heldBy.pid} (${answer.heldBy.purpose}): stop that first, or set TROTH_DATA_DIR to another folder.`,
    )
  }
  try {
    settleUnfinishedRestore(folder)
    return await startHeld(options, folder, user, answer.lock.release)
  } catch (error) {
    answer.lock.release()
    throw error
  }
}

/** Inside the data folder while a restore builds its database there. */
export const UNFINISHED_RESTORE = 'restoring'

function settleUnfinishedRestore(folder: DataFolder): void {
  const unfinished = join(folder.root, UNFINISHED_RESTORE)
  if (!existsSync(unfinished)) return
  // Killed after the database took its place and before this was tidied away.
  if (existsSync(folder.pgdata)) rmSync(unfinished, { recursive: true })
  else
    throw new StartUpError(
      `A restore into the data folder ${folder.root} was interrupted: run "troth restore" again, or remove ${unfinished} to start with an empty database.`,
    )
}

async function startHeld(
  options: StartOptions,
  folder: DataFolder,
  user: ServiceUser,
  release: () => void,
): Promise<EmbeddedServer> {
  await initialise(folder, user)
  ownTree(folder.pgdata, user)
  writeSettings(folder, user)
  const adoptedPid = await adopt(folder)
  const firstPid = adoptedPid ?? (await launch(folder, user))
  const app = await withClient(ownerConnection(folder, 'postgres'), async (client) => {
    await waitForEarlierStart(client)
    await ensureDatabase(client)
    return ensureRoles(client, folder.appPassword)
  })
  const watch = supervise(folder, user, firstPid, options.onEvent ?? (() => undefined))
  return {
    owner: ownerConnection(folder),
    app: connection(folder, app.user, app.password),
    appConnection: (name, password) => connection(folder, name, password),
    adopted: adoptedPid !== undefined,
    pid: watch.pid,
    state: watch.state,
    async stop(unless) {
      await watch.end()
      if (!(await unless?.(ownerConnection(folder)))) await stopPostmaster(folder, watch.pid())
      release()
    },
  }
}

/** Takes over a server that a crashed program left behind; one that is ill, or of another version, is stopped instead. */
async function adopt(folder: DataFolder): Promise<number | undefined> {
  const pid = findPostmaster(folder)
  if (pid === undefined) return undefined
  if (startedAsWeWould(folder) && (await waitUntilReady(folder, pid)) && (await answers(folder))) return pid
  await stopPostmaster(folder, pid)
  return undefined
}
