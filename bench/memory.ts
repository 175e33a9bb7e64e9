// Memory of the program itself under load: every made-up person opens pages, and strangers the public ones, as fast as they can.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ORGANISATIONS } from '../seeds/organisations.ts'
import { STAFF } from '../seeds/staff.ts'
import { startTroth, stopTroth } from '../test/runtime/troth.ts'
import { visitor, type Visitor } from '../test/runtime/visitor.ts'
import { report } from './support/report.ts'

/** As many pages as a quiet machine gives in a quarter of a minute: memory grows with what was asked, not with the time it took. */
const PAGES = 3_500
const MOST_SECONDS = 600
const STRANGERS = 16
/** Below what one account may ask for in a minute, so that every answer is a page and none a refusal. */
const PAGES_EACH = 200

export async function run(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('This benchmark reads /proc, which only Linux has')
  const outer = mkdtempSync('/tmp/troth-b-')
  chmodSync(outer, 0o711)
  // As behind a proxy that names its visitors: the limit by address would otherwise see one visitor only.
  const env = { TROTH_DATA_DIR: join(outer, 'd'), TROTH_TRUSTED_PROXIES: '127.0.0.1, ::1' }
  const troth = await startTroth([], { env })
  try {
    const people = await Promise.all(everyone().map((name, index) => signedIn(troth.url, name, index)))
    const idle = residentMb(troth.pid)
    let highest = idle
    const until = performance.now() + MOST_SECONDS * 1000
    let pages = 0
    const isOver = (): boolean => pages >= PAGES || performance.now() > until
    const opened = (): void => void (pages += 1)
    const watch = async (): Promise<void> => {
      while (!isOver()) {
        highest = Math.max(highest, residentMb(troth.pid))
        await sleep(50)
      }
    }
    await Promise.all([
      watch(),
      ...people.map((person) => opensPages(person, isOver, opened)),
      ...Array.from({ length: STRANGERS }, (_, index) => opensPublicPages(troth.url, index, isOver, opened)),
    ])
    report({
      name: 'memory-under-load',
      value: highest,
      unit: 'MB',
      floor: idle,
      note: `${pages} pages; goal 250 MB or less; floor: idle`,
    })
  } finally {
    await stopTroth(troth)
    rmSync(outer, { recursive: true, force: true })
  }
}

const everyone = (): string[] => ORGANISATIONS.flatMap(({ slug }) => STAFF[slug].map(({ name }) => name))

async function signedIn(url: string, name: string, index: number): Promise<Visitor> {
  const person = visitor(url, { 'x-forwarded-for': `10.1.0.${index + 1}` })
  await person.signInAs(name)
  return person
}

async function opensPages(person: Visitor, isOver: () => boolean, opened: () => void): Promise<void> {
  for (let count = 0; count < PAGES_EACH && !isOver(); count += 1) {
    await open(person, count % 2 === 0 ? '/staff' : '/staff/tasks')
    opened()
  }
}

async function opensPublicPages(url: string, index: number, isOver: () => boolean, opened: () => void): Promise<void> {
  for (let count = 0; !isOver(); count += 1) {
    const address = `10.2.${index}.${Math.floor(count / 500) % 256}`
    await open(visitor(url, { 'x-forwarded-for': address }), count % 2 === 0 ? '/' : '/staff/sign-in')
    opened()
  }
}

async function open(someone: Visitor, path: string): Promise<void> {
  const page = await someone.get(path)
  if (page?.status !== 200) throw new Error(`${path} answered ${page?.status ?? 'nothing'}`)
}

function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}
