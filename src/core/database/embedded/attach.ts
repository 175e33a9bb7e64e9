import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { StartUpError } from '../../errors.ts'
import { findBinaries } from './binaries.ts'
import { answers, connection, ownerConnection, readPassword, withClient } from './connections.ts'
import { findDataFolder, type DataFolder } from './data-folder.ts'
import { findHolder, takeLock } from './instance-lock.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'
import { APP_ROLE } from './settings.ts'
import { startEmbedded } from './start.ts'

export type AttachedServer = {
  owner: ClientConfig
  app: ClientConfig
  /** True when another process runs the server; false when it was started for this command. */
  attached: boolean
  /** Leaves a server that others use as it is, and stops one that nobody uses any more. */
  stop(): Promise<void>
}

/** Lets a command use the data folder: through the running instance, or by starting the server for as long as it needs. */
export async function attachEmbedded(options: { dataDir: string; purpose?: string }): Promise<AttachedServer> {
  const purpose = options.purpose ?? 'troth command'
  const folder = findDataFolder(options.dataDir, findBinaries())
  if (folder && (await someoneRuns(folder))) {
    return {
      owner: ownerConnection(folder),
      app: connection(folder, APP_ROLE, readPassword(folder.appPassword)),
      attached: true,
      stop: () => stopWhenUnused(folder, purpose),
    }
  }
  const server = await startEmbedded({ dataDir: options.dataDir, purpose })
  return { owner: server.owner, app: server.app, attached: false, stop: () => server.stop(isUsed) }
}

/** Waits for a live holder to finish starting; false when nobody holds the folder. */
async function someoneRuns(folder: DataFolder): Promise<boolean> {
  for (const until = Date.now() + 60_000; ; await sleep(100)) {
    const holder = await findHolder(folder.locks)
    if (!holder) return false
    if ((await answers(folder)) && (await isPrepared(folder))) return true
    if (Date.now() > until) {
      throw new StartUpError(
        `Process ${holder.pid} (${holder.purpose}) holds the data folder ${folder.root} but its database does not answer: stop that process and try again.`,
      )
    }
  }
}

/** The application's login is the last thing a start makes. */
async function isPrepared(folder: DataFolder): Promise<boolean> {
  try {
    return await withClient(connection(folder, APP_ROLE, readPassword(folder.appPassword)), async () => true)
  } catch {
    return false
  }
}

/** A command that attached to a server which has since lost its holder is the last one out, and stops it. */
async function stopWhenUnused(folder: DataFolder, purpose: string): Promise<void> {
  const answer = await takeLock(folder.locks, purpose)
  if ('heldBy' in answer) return
  try {
    const pid = findPostmaster(folder)
    if (pid !== undefined && !(await isUsed(ownerConnection(folder)))) await stopPostmaster(folder, pid)
  } finally {
    answer.lock.release()
  }
}

/** Looks more than once: a connection just closed is still listed for a moment. */
async function isUsed(owner: ClientConfig): Promise<boolean> {
  return withClient(owner, async (client) => {
    for (let look = 1; look <= 5; look += 1) {
      const { rowCount } = await client.query(
        `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      )
      if (!rowCount) return false
      await sleep(50)
    }
    return true
  }).catch(() => false)
}
