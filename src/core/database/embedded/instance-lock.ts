import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeDurably } from '../../durable-files.ts'
import { isRunning, placeOfProcesses, startOf } from './processes.ts'

// Cast: the holder is the process that owns the data folder; a claim is a numbered file that names one; numbers only grow.
// A claim is made by linking a finished file to the next number, which only one process can do, and counts only while no
// higher number exists. Nobody removes a claim that could be live: a dead holder's claim is outnumbered, never deleted
// first, so two processes that both see a dead holder cannot both win.

/** Who holds a data folder. */
export type Holder = { pid: number; start: string; place: string; purpose: string }

export type InstanceLock = { release(): void }

export type LockAnswer = { lock: InstanceLock } | { heldBy: Holder }

const HEARTBEAT_MS = 2_000
/** A holder in another container cannot be seen by its id; it is live when its heartbeat moves within this time. */
const WATCH_MS = 3 * HEARTBEAT_MS + 500

/** Takes the data folder for this process, or says which live process holds it. */
export async function takeLock(folder: string, purpose: string): Promise<LockAnswer> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const draft = join(folder, `draft-${process.pid}-${Math.random().toString(36).slice(2)}`)
  writeFileSync(draft, JSON.stringify(myself(purpose)), { mode: 0o600 })
  try {
    for (;;) {
      const current = newestClaim(folder)
      if (current) {
        const holder = readHolder(claimPath(folder, current))
        if (holder && (await isLive(holder, claimPath(folder, current)))) return { heldBy: holder }
      }
      const mine = claim(folder, draft, current + 1)
      if (mine) return { lock: keepAlive(folder, mine) }
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The live process that holds the data folder, if there is one. */
export async function findHolder(folder: string): Promise<Holder | undefined> {
  const current = newestClaim(folder)
  if (!current) return undefined
  const holder = readHolder(claimPath(folder, current))
  return holder && (await isLive(holder, claimPath(folder, current))) ? holder : undefined
}

/** True when the last process to hold the folder died without giving it back. */
export async function wasAbandoned(folder: string): Promise<boolean> {
  const current = newestClaim(folder)
  const holder = readHolder(claimPath(folder, current))
  return holder !== undefined && !(await isLive(holder, claimPath(folder, current)))
}

function claim(folder: string, draft: string, number: number): number | undefined {
  const path = claimPath(folder, number)
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw error
  }
  if (newestClaim(folder) !== number) {
    rmSync(path, { force: true })
    return undefined
  }
  for (const older of claims(folder)) if (older < number) rmSync(claimPath(folder, older), { force: true })
  return number
}

function keepAlive(folder: string, number: number): InstanceLock {
  const path = claimPath(folder, number)
  const beat = setInterval(() => {
    const now = new Date()
    try {
      utimesSync(path, now, now)
    } catch {
      // The folder was removed under us; the database will say so more clearly than a heartbeat can.
    }
  }, HEARTBEAT_MS)
  beat.unref()
  let released = false
  return {
    release() {
      if (released) return
      released = true
      clearInterval(beat)
      // Kept and marked, not removed: the number must keep growing.
      try {
        writeDurably(path, '{"released":true}')
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      }
    },
  }
}

async function isLive(holder: Holder, path: string): Promise<boolean> {
  if (holder.place === placeOfProcesses()) return isRunning(holder.pid) && startOf(holder.pid) === holder.start
  const seen = beatAt(path)
  if (seen === undefined || Date.now() - seen > 60_000) return false
  for (const until = Date.now() + WATCH_MS; Date.now() < until;) {
    await sleep(250)
    if (beatAt(path) !== seen) return true
  }
  return false
}

function myself(purpose: string): Holder {
  return { pid: process.pid, start: startOf(process.pid) ?? '', place: placeOfProcesses(), purpose }
}

function readHolder(path: string): Holder | undefined {
  try {
    const found = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>
    return typeof found.pid === 'number' ? (found as Holder) : undefined
  } catch {
    // Released, or emptied by a power cut: either way its holder is gone, since claims are linked only when complete.
    return undefined
  }
}

const claimPath = (folder: string, number: number): string => join(folder, `claim-${number}`)

function claims(folder: string): number[] {
  try {
    return readdirSync(folder)
      .map((name) => /^claim-(\d+)$/.exec(name)?.[1])
      .filter((digits) => digits !== undefined)
      .map(Number)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const newestClaim = (folder: string): number => Math.max(0, ...claims(folder))

function beatAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs
}
