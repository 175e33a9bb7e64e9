import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { findBinaries } from '../../src/core/database/embedded/binaries.ts'
import { findDataFolder } from '../../src/core/database/embedded/data-folder.ts'
import { findPostmaster } from '../../src/core/database/embedded/postmaster.ts'

const PROGRAM = join(import.meta.dirname, '../../bin/troth.js')

/** The real program in a process of its own, started as people start it. */
export interface Troth {
  readonly pid: number
  readonly out: () => string
  readonly err: () => string
  readonly kill: (signal?: NodeJS.Signals) => void
  /** Settles with the exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly uid?: number
  readonly gid?: number
  /** Another Node than the tests' own, and another way in than `bin/troth.js`. */
  readonly command?: readonly [string, ...string[]]
}

/** Runs `troth` with nothing from this process's environment but the path. */
export function runTroth(args: readonly string[], { env = {}, command, ...ids }: RunOptions = {}): Troth {
  const [program, ...before] = command ?? [process.execPath, PROGRAM]
  const child = spawn(program, [...before, ...args], {
    ...ids,
    env: { PATH: process.env['PATH'], HOME: '/tmp', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (text: Buffer) => (out += text.toString()))
  child.stderr.on('data', (text: Buffer) => (err += text.toString()))
  running.add(child.pid!)
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => {
    running.delete(child.pid!)
    return (code ?? signal) as number | NodeJS.Signals
  })
  return { pid: child.pid!, out: () => out, err: () => err, kill: (signal) => void child.kill(signal), ended }
}

const running = new Set<number>()
// A test that fails half-way must not leave a program behind.
process.once('exit', () => {
  for (const pid of running) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // Ended by itself.
    }
  }
})

/** A port that nobody uses at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A program that answers, and where. */
export interface RunningTroth extends Troth {
  readonly url: string
}

/** Starts the program on ports of its own and waits until it answers; fails with what it said when it ends instead. */
export async function startTroth(
  args: readonly string[],
  { env = {}, ...options }: RunOptions = {},
): Promise<RunningTroth> {
  const port = env['PORT'] === undefined ? await freePort() : Number(env['PORT'])
  const simulator = await freePort()
  const troth = runTroth(['start', ...args], {
    ...options,
    env: { PORT: String(port), SIMULATOR_PORT: String(simulator), ...env },
  })
  const url = `http://localhost:${port}`
  await untilReady(troth, url)
  return { ...troth, url }
}

/** Waits until the program answers that its database does too. */
export async function untilReady(troth: Troth, url: string, milliseconds = 90_000): Promise<void> {
  let end: number | string | undefined
  void troth.ended.then((code) => (end = code))
  for (const until = Date.now() + milliseconds; ; await sleep(50)) {
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined)
    if (answer?.status === 200) return
    if (end !== undefined) throw new Error(`the program ended with ${end}: ${troth.err()} ${troth.out()}`)
    if (Date.now() > until) throw new Error(`the program did not answer: ${troth.err()} ${troth.out()}`)
  }
}

/** Stops the program as a person would, and gives its exit code. */
export async function stopTroth(troth: Troth): Promise<number | NodeJS.Signals> {
  troth.kill('SIGTERM')
  return await troth.ended
}

/** The PostgreSQL that runs on a data folder, if there is one. */
export function postmasterOf(dataDir: string): number | undefined {
  const folder = findDataFolder(dataDir, findBinaries())
  return folder && findPostmaster(folder)
}

/** How an operator writes a connection in DATABASE_URL. */
export function urlOf({ user, password, host, port, database }: ClientConfig): string {
  const login = `${encodeURIComponent(String(user))}:${encodeURIComponent(String(password))}`
  return `postgres://${login}@localhost:${port}/${database}?host=${encodeURIComponent(String(host))}`
}
