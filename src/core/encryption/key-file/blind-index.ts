import { createHmac, hkdfSync } from 'node:crypto'
import type { KeySet } from './key-set.ts'

/** A keyed hash of a value. From the oldest key, which stays in the file: an index that rotation changed would find nothing. */
export function blindIndexer(keys: KeySet): (label: string, value: string) => Buffer {
  // Labels are a few words of the program, so each key is worked out once.
  const derived = new Map<string, Buffer>()
  return (label, value) => {
    let key = derived.get(label)
    if (!key) derived.set(label, (key = Buffer.from(hkdfSync('sha256', keys[0].key, 'troth blind index', label, 32))))
    return createHmac('sha256', key).update(value).digest()
  }
}
