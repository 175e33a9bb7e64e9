import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findBinaries } from './binaries.ts'
import { findDataFolder } from './data-folder.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'

export type Said = {
  started?: number
  adopted?: boolean
  acknowledged?: number
  failed?: string
  kind?: string
  event?: string
}

const PROGRAM = fileURLToPath(new URL('program.test-support.ts', import.meta.url))

/** Runs the small program in a process of its own, so that it can be killed. */
export function runProgram(
  dataDir: string,
  work: 'wait' | 'write',
  options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
) {
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, dataDir, work], {
    ...options,
    env: { PATH: process.env['PATH'], TMPDIR: '/tmp', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Said[] = []
  const waiting: (() => void)[] = []
  const wake = (): void => waiting.splice(0).forEach((go) => go())
  let complaints = ''
  child.stderr.on('data', (text: Buffer) => (complaints += text.toString()))
  const ended = once(child, 'close').then(wake)
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(JSON.parse(line) as Said)
    wake()
  })
  return {
    said,
    /** Waits for the program to say something; fails with its complaints when it ends without. */
    async hears(wanted: (line: Said) => boolean): Promise<Said> {
      for (;;) {
        const line = said.find(wanted)
        if (line) return line
        if (child.exitCode !== null || child.signalCode !== null) {
          throw new Error(`the program ended without saying it: ${JSON.stringify(said.slice(-3))} ${complaints}`)
        }
        await new Promise<void>((resolve) => waiting.push(resolve))
      }
    },
    async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
      child.kill(signal)
      await ended
    },
    exitCode: async () => {
      await ended
      return child.exitCode
    },
  }
}

/** A folder for one test, that PostgreSQL's user may walk through; whatever runs in it is ended and it is removed after. */
export function testFolder(owner?: { uid: number; gid: number }): string {
  const outer = mkdtempSync('/tmp/troth-e-')
  chmodSync(outer, 0o711)
  const folder = join(outer, 'd')
  if (owner) {
    mkdirSync(folder)
    chownSync(folder, owner.uid, owner.gid)
  }
  after(async () => {
    const found = findDataFolder(folder, findBinaries())
    const pid = found && findPostmaster(found)
    if (found && pid) await stopPostmaster(found, pid)
    rmSync(outer, { recursive: true, force: true })
    if (found && !found.pgdata.startsWith(found.root))
      rmSync(join(found.pgdata, '..'), { recursive: true, force: true })
    if (found && !found.socket.startsWith(found.root)) rmSync(found.socket, { recursive: true, force: true })
  })
  return folder
}
