import type { LogKey } from '../checkpoint.ts'
import { openCheckpoint } from '../checkpoint.ts'
import { leafOf, type LoggedEvent } from '../leaf.ts'
import { Edge, type Subtree } from '../tree.ts'
import type { Fault } from './fault.ts'

/** An entry of the log with the event that it stands for. */
export interface LogEntry {
  readonly position: number
  readonly eventId: string
  readonly hash: Buffer
  /** Absent when the trail does not have it. */
  readonly event: LoggedEvent | undefined
  /** Whether the sealed values fit the commitment. `not opened`: there are none, they were erased, or there is no key to them. */
  readonly values: 'fit' | 'changed' | 'not opened'
}

export interface StoredCheckpoint {
  readonly size: number
  readonly root: Buffer
  readonly note: string
}

/** Some entries in order, and what is stored about the tree up to the last of them. */
export interface Stretch {
  readonly entries: readonly LogEntry[]
  /** Left out where only entries and checkpoints were kept. */
  readonly subtrees?: readonly Subtree[]
  /** With sizes beyond the last stretch, by size. */
  readonly checkpoints: readonly StoredCheckpoint[]
}

export interface CheckedLog {
  readonly entries: number
  readonly checkpoints: number
  readonly valuesFit: number
  readonly root: Buffer
  readonly lastEventId: string | undefined
  readonly newest: { readonly size: number; readonly signedAt: Date } | undefined
  readonly faults: readonly Fault[]
}

/** A transaction is far shorter than this, so an event that is older than a checkpoint without it by more was put in later. */
export const LATEST_MS = 6 * 3_600_000

/** Recomputes a log from its entries: every event, every stored hash, every checkpoint. Everything that does not agree is a fault. */
export class LogCheck {
  readonly #key: LogKey
  readonly #kept: readonly string[]
  readonly #edge = new Edge()
  readonly faults: Fault[] = []
  #checkpoints = 0
  #valuesFit = 0
  #last: LogEntry | undefined
  #newest: { readonly size: number; readonly signedAt: Date } | undefined
  #isBroken = false

  /** `kept` are checkpoints that somebody kept outside: they must be of this very log. */
  constructor(key: LogKey, kept: readonly string[] = []) {
    this.#key = key
    this.#kept = kept
  }

  take({ entries, subtrees, checkpoints }: Stretch): void {
    const stored = subtrees && new Map(subtrees.map(({ height, index, hash }) => [`${height}/${index}`, hash]))
    const bySize = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint]))
    const kept = this.#keptBySize()
    for (const entry of entries) {
      if (this.#isBroken) return
      if (entry.position !== this.#edge.size) {
        this.#isBroken = true
        this.faults.push({ kind: 'position-missing', position: this.#edge.size })
        return
      }
      this.#takeEntry(entry, stored)
      const checkpoint = bySize.get(this.#edge.size)
      if (checkpoint) this.#takeCheckpoint(checkpoint)
      for (const note of kept.get(this.#edge.size) ?? []) this.#takeKept(note)
    }
    for (const { size } of checkpoints)
      if (size > this.#edge.size)
        this.faults.push({ kind: 'checkpoint-ahead', detail: `checkpoint of ${size} entries` })
  }

  /** A checkpoint that comes by itself, after the entries that it signs. */
  checkpoint(stored: StoredCheckpoint): void {
    if (stored.size === this.#edge.size) return this.#takeCheckpoint(stored)
    if (!this.#isBroken) this.faults.push({ kind: 'checkpoint-ahead', detail: `checkpoint of ${stored.size} entries` })
  }

  end(): CheckedLog {
    for (const [size, notes] of this.#keptBySize())
      if (size > this.#edge.size || size <= 0)
        for (const _note of notes) this.faults.push({ kind: 'kept-checkpoint-wrong', detail: keptName(size) })
    const last = this.#edge.size
    if (!this.#isBroken && last > 0 && this.#newestSize !== last)
      this.faults.push({
        kind: 'checkpoint-missing',
        detail: `${last} entries, newest checkpoint of ${this.#newestSize}`,
      })
    return {
      entries: last,
      checkpoints: this.#checkpoints,
      valuesFit: this.#valuesFit,
      root: this.#edge.root(),
      lastEventId: this.#last?.eventId,
      newest: this.#newest,
      faults: this.faults,
    }
  }

  #newestSize = 0

  #takeEntry(entry: LogEntry, stored: ReadonlyMap<string, Buffer> | undefined): void {
    const { position, eventId, event, hash, values } = entry
    const fault = (kind: Fault['kind']) => this.faults.push({ kind, position, eventId })
    if (!event) fault('event-missing')
    else if (event.eventId !== eventId || !leafOf(event).equals(hash)) fault('event-changed')
    else if (this.#newest && Date.parse(event.recordedAt) < this.#newest.signedAt.getTime() - LATEST_MS)
      fault('event-backdated')
    if (values === 'changed') fault('values-changed')
    if (values === 'fit') this.#valuesFit += 1
    for (const { height, index, hash: found } of this.#edge.append(hash)) {
      if (stored === undefined || height % 8 !== 0) continue
      if (stored.get(`${height}/${index}`)?.equals(found) !== true)
        this.faults.push({ kind: 'subtree-wrong', detail: entriesUpTo(position + 1 - 2 ** height, position) })
    }
    this.#last = entry
  }

  #takeCheckpoint({ size, root, note }: StoredCheckpoint): void {
    const opened = openCheckpoint(note, this.#key)
    const detail = `checkpoint of ${size} entries`
    this.#checkpoints += 1
    const before = this.#newestSize
    this.#newestSize = size
    if ('problem' in opened) {
      this.faults.push({ kind: 'checkpoint-unsigned', detail: `${detail}, ${opened.problem}` })
      return
    }
    if (opened.size !== size || !opened.root.equals(root))
      this.faults.push({ kind: 'checkpoint-unsigned', detail: `${detail}, it is another than is stored beside it` })
    if (!opened.root.equals(this.#edge.root()))
      this.faults.push({ kind: 'checkpoint-wrong', detail: `${detail}, ${entriesUpTo(before, size - 1)} or before` })
    this.#newest = { size, signedAt: opened.signedAt }
  }

  #takeKept(note: string): void {
    const opened = openCheckpoint(note, this.#key)
    if ('problem' in opened || !opened.root.equals(this.#edge.root()))
      this.faults.push({ kind: 'kept-checkpoint-wrong', detail: keptName(this.#edge.size) })
  }

  #keptBySize(): Map<number, string[]> {
    return Map.groupBy(this.#kept, (note) => {
      const size = Number(note.split('\n')[1])
      return Number.isSafeInteger(size) ? size : 0
    })
  }
}

const keptName = (size: number): string => `kept checkpoint of ${size} entries`
const entriesUpTo = (from: number, to: number): string => (from === to ? `entry ${to}` : `entries ${from} to ${to}`)
