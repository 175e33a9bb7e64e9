import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { appendFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { StartUpError } from '../../errors.ts'
import { own, ownFolder, type DataFolder } from './data-folder.ts'
import { syncFolder, writeDurably } from '../../durable-files.ts'
import type { ServiceUser } from './service-user.ts'
import { ACCESS_FILE, OWNER_ROLE, settingsFile } from './settings.ts'

const UNFINISHED = 'postgres.new-'

/** Makes the cluster when there is none. Built beside and renamed, so that a killed first start leaves nothing half made. */
export async function initialise(folder: DataFolder, user: ServiceUser): Promise<void> {
  const home = dirname(folder.pgdata)
  for (const name of readdirSync(home)) {
    if (name.startsWith(UNFINISHED)) await removeUnfinished(join(home, name))
  }
  if (existsSync(folder.pgdata)) return refuseOtherVersion(folder)

  const password = newPassword()
  const unfinished = ownFolder(join(home, `${UNFINISHED}${randomBytes(4).toString('hex')}`), user)
  const cluster = ownFolder(join(unfinished, 'cluster'), user)
  const passwordFile = join(unfinished, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  own(passwordFile, user)
  await runInitdb(folder, user, cluster, passwordFile)
  appendFileSync(join(cluster, 'postgresql.conf'), "\ninclude 'troth.conf'\n")
  writeFileSync(join(cluster, 'troth.conf'), settingsFile(folder), { mode: 0o600 })
  own(join(cluster, 'troth.conf'), user)
  // Before the rename: a cluster whose password is lost is worse than a password without a cluster.
  writeDurably(folder.ownerPassword, password)
  renameSync(cluster, folder.pgdata)
  syncFolder(home)
  rmSync(unfinished, { recursive: true, force: true })
}

/** Removes a first database that was never finished. The initdb of a killed program may still be writing it for a moment. */
export const removeUnfinished = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 20 })

/** Brings the files that Troth owns inside the cluster up to this version of the program. */
export function writeSettings(folder: DataFolder, user: ServiceUser): void {
  for (const [name, text] of [
    ['troth.conf', settingsFile(folder)],
    ['pg_hba.conf', ACCESS_FILE],
  ] as const) {
    const path = join(folder.pgdata, name)
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    writeDurably(path, text)
    own(path, user)
  }
}

/** 256 random bits, so that its strength does not rest on how slowly it is hashed. */
export const newPassword = (): string => randomBytes(32).toString('base64url')

async function runInitdb(folder: DataFolder, user: ServiceUser, cluster: string, passwordFile: string): Promise<void> {
  const ids = user.uid === undefined ? {} : { uid: user.uid, gid: user.gid }
  const initdb = spawn(
    folder.binaries.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${OWNER_ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      // Named outright: left to the environment, a machine with LC_ALL=C would make an SQL_ASCII database.
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ],
    { ...ids, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } },
  )
  const [said, ended] = await Promise.all([
    text(initdb.stderr).catch(() => ''),
    new Promise<number | Error>((resolve) => {
      initdb.once('error', resolve)
      initdb.once('exit', (code) => resolve(code ?? new Error('it was ended')))
    }),
  ])
  if (ended === 0) return
  const lines = said.trim().split('\n')
  const reason =
    ended instanceof Error ? ended.message : (lines.find((line) => /error|fatal/i.test(line)) ?? said.trim())
  throw new StartUpError(
    `PostgreSQL could not make its database in ${dirname(folder.pgdata)} (${reason.replace(/\.$/, '')}): mend that, or set TROTH_DATA_DIR to another folder.`,
  )
}

function refuseOtherVersion(folder: DataFolder): void {
  const marker = join(folder.pgdata, 'PG_VERSION')
  const found = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : undefined
  if (found === undefined) {
    throw new StartUpError(
      `${folder.pgdata} is not a PostgreSQL data folder (it has no PG_VERSION): move it away, or set TROTH_DATA_DIR to another folder.`,
    )
  }
  if (Number(found) !== folder.binaries.major) {
    throw new StartUpError(
      `${folder.pgdata} was made by PostgreSQL ${found} and this version of Troth runs PostgreSQL ${folder.binaries.major}: back up with the version of Troth that made it, then restore into a new data folder.`,
    )
  }
}
