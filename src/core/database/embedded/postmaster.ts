import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartUpError } from '../../errors.ts'
import { own, type DataFolder } from './data-folder.ts'
import { isRunning, runsPostgresOn } from './processes.ts'
import type { ServiceUser } from './service-user.ts'
import { commandLine } from './settings.ts'

const POLL_MS = 5
/** Replaying the log after a crash may take minutes on a slow disk; longer than this needs a person. */
const READY_WITHIN_MS = 10 * 60_000
const LOGS_KEPT = 10

/** The running PostgreSQL of this data folder, if there is one. */
export function findPostmaster(folder: DataFolder): number | undefined {
  const pid = Number(pidFile(folder)[0])
  return runsPostgresOn(pid, folder.pgdata) ? pid : undefined
}

/** True when the server was started with the programs and the command line that this version would use. */
export function startedAsWeWould(folder: DataFolder): boolean {
  try {
    const quoted = commandLine(folder).map((part) => `"${part}"`)
    return (
      readFileSync(join(folder.pgdata, 'postmaster.opts'), 'utf8').trim() ===
      [folder.binaries.postgres, ...quoted].join(' ')
    )
  } catch {
    return false
  }
}

/** Starts PostgreSQL apart from this process (it outlives it) and waits until it takes connections. */
export async function launch(folder: DataFolder, user: ServiceUser): Promise<number> {
  for (const until = Date.now() + 30_000; ; await sleep(200)) {
    clearStaleFiles(folder)
    const outcome = await launchOnce(folder, user)
    if (typeof outcome === 'number') return outcome
    // After kill -9 of PostgreSQL its children need a moment to notice; until then their memory is in use.
    if (/still in use|already exists/.test(outcome.reason) && Date.now() < until) continue
    throw new StartUpError(
      `PostgreSQL in ${folder.pgdata} does not start (${outcome.reason}): see ${join(folder.logs, 'start.log')}, and restore a backup if its files are damaged.`,
    )
  }
}

/** Waits until a PostgreSQL that is starting, or replaying after a crash, takes connections; false when it ended instead. */
export async function waitUntilReady(folder: DataFolder, pid: number): Promise<boolean> {
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until; await sleep(POLL_MS)) {
    const lines = pidFile(folder)
    if (Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return true
    if (!isRunning(pid)) return false
  }
  return false
}

/** Stops PostgreSQL: open transactions are rolled back, a checkpoint is written; harder only when that hangs. */
export async function stopPostmaster(folder: DataFolder, pid: number): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ] as const) {
    if (!runsPostgresOn(pid, folder.pgdata)) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return
      throw error
    }
    for (const until = Date.now() + patience; Date.now() < until; await sleep(POLL_MS)) if (!isRunning(pid)) return
  }
}

async function launchOnce(folder: DataFolder, user: ServiceUser): Promise<number | { reason: string }> {
  const logPath = join(folder.logs, 'start.log')
  const log = openSync(logPath, 'w', 0o600)
  own(logPath, user)
  const child = spawn(folder.binaries.postgres, commandLine(folder), {
    ...(user.uid === undefined ? {} : { uid: user.uid, gid: user.gid }),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    // None of the program's environment: it holds secrets, and LC_* and PG* would change the server.
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  })
  closeSync(log)
  child.unref()
  const ended = new Promise<Error | undefined>((resolve) => {
    child.once('error', resolve)
    child.once('exit', () => resolve(undefined))
  })
  const failed = async () => {
    // Known to have ended from the process table, maybe before its end is reported: nothing else may be keeping us alive.
    child.ref()
    return { reason: (await ended)?.message ?? lastComplaint(folder) }
  }
  const pid = child.pid
  if (pid === undefined) return failed()
  if (await waitUntilReady(folder, pid)) {
    forgetOldLogs(folder)
    return pid
  }
  if (!isRunning(pid)) return failed()
  await stopPostmaster(folder, pid)
  return { reason: 'it was not ready in 10 minutes' }
}

/** Files of a dead server whose process id has since been given to another program; PostgreSQL alone would not start over them. */
function clearStaleFiles(folder: DataFolder): void {
  if (findPostmaster(folder) !== undefined) return
  rmSync(join(folder.pgdata, 'postmaster.pid'), { force: true })
  for (const name of readdirSync(folder.socket)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(folder.socket, name), { force: true })
  }
}

function lastComplaint(folder: DataFolder): string {
  const newest = logFiles(folder)[0]
  const text = [join(folder.logs, 'start.log'), ...(newest ? [newest] : [])]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
  const complaints = text.split('\n').filter((line) => /(FATAL|PANIC|error|could not)/.test(line))
  return (complaints[0] ?? 'it gave no reason').replace(/^.*?(FATAL|PANIC):\s*/, '').replace(/\.$/, '')
}

function forgetOldLogs(folder: DataFolder): void {
  for (const path of logFiles(folder).slice(LOGS_KEPT)) rmSync(path, { force: true })
}

function logFiles(folder: DataFolder): string[] {
  return readdirSync(folder.logs)
    .filter((name) => /^postgresql-.*\.log$/.test(name))
    .map((name) => join(folder.logs, name))
    .sort(
      (left, right) =>
        (statSync(right, { throwIfNoEntry: false })?.mtimeMs ?? 0) -
        (statSync(left, { throwIfNoEntry: false })?.mtimeMs ?? 0),
    )
}

function pidFile(folder: DataFolder): string[] {
  const path = join(folder.pgdata, 'postmaster.pid')
  try {
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n') : []
  } catch {
    return []
  }
}
