import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Five bytes of SHA-1 are plenty to tell words apart: a wrong match comes once in fifteen million passwords. */
export const DIGEST_BYTES = 5

let list: Buffer | undefined

/** Whether a lower-case password is on the list. The list is read at the first question; without it, no password passes. */
export function isCommonPassword(password: string): boolean {
  list ??= readFileSync(new URL('./common-passwords.bin', import.meta.url))
  const digest = shortDigest(password)
  let [from, to] = [0, list.length / DIGEST_BYTES]
  while (from < to) {
    const middle = (from + to) >> 1
    const at = middle * DIGEST_BYTES
    const order = list.compare(digest, 0, DIGEST_BYTES, at, at + DIGEST_BYTES)
    if (order === 0) return true
    if (order < 0) from = middle + 1
    else to = middle
  }
  return false
}

export const shortDigest = (password: string): Buffer =>
  createHash('sha1').update(password, 'utf8').digest().subarray(0, DIGEST_BYTES)
