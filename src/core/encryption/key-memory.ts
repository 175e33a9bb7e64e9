import type { KeyRing } from './key-ring.ts'

/**
 * How long an opened key (never one to seal with) may be used without asking the database again, in milliseconds. Another process that destroys the
 * key is obeyed after this time at the latest, so an erasure is reported as done only when it has passed.
 */
export const KEY_MEMORY_MS = 5_000
const MOST_KEYS = 20_000

interface Remembered {
  readonly key: Buffer
  readonly until: number
}

const memories = new WeakMap<KeyRing, Map<string, Remembered>>()

function memoryOf(keys: KeyRing): Map<string, Remembered> {
  let memory = memories.get(keys)
  if (!memory) memories.set(keys, (memory = new Map()))
  return memory
}

/** A key that was read from the database a moment ago. `name` says whose it is and what for. */
export function remembered(keys: KeyRing, name: string): Buffer | undefined {
  const entry = memoryOf(keys).get(name)
  return entry && entry.until > performance.now() ? entry.key : undefined
}

/** Remembers a key whose row is committed: one that could still be rolled back must never be remembered. */
export function remember(keys: KeyRing, name: string, key: Buffer): void {
  const memory = memoryOf(keys)
  if (memory.size >= MOST_KEYS) memory.clear()
  memory.set(name, { key, until: performance.now() + KEY_MEMORY_MS })
}

/** Forgets every key whose name begins like this. */
export function forget(keys: KeyRing, prefix: string): void {
  const memory = memoryOf(keys)
  for (const name of memory.keys()) if (name.startsWith(prefix)) memory.delete(name)
}
