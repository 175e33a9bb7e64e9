import { randomFillSync } from 'node:crypto'

const POOL_BYTES = 4096
const pool = Buffer.alloc(POOL_BYTES)
let taken = POOL_BYTES

/**
 * Unpredictable bytes from the system's generator, each given out once. Drawn many at a time, since asking for a dozen costs
 * as much as asking for thousands, and a record that is written needs a dozen several times.
 */
export function randomBytes(length: number): Buffer {
  if (length > POOL_BYTES) return randomFillSync(Buffer.alloc(length))
  if (taken + length > POOL_BYTES) {
    randomFillSync(pool)
    taken = 0
  }
  const drawn = Buffer.from(pool.subarray(taken, taken + length))
  // A key that was drawn stays nowhere but with whoever asked for it.
  pool.fill(0, taken, taken + length)
  taken += length
  return drawn
}
