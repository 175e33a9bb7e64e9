import { createHmac, hkdfSync } from 'node:crypto'
import type { KeySet } from './key-set.ts'

/** A keyed hash of a value. From the oldest key, which stays in the file: an index that rotation changed would find nothing. */
export function blindIndex(keys: KeySet, label: string, value: string): Buffer {
  const key = hkdfSync('sha256', keys[0].key, 'troth blind index', label, 32)
  return createHmac('sha256', Buffer.from(key)).update(value).digest()
}
