import { randomBytes } from './random-bytes.ts'

/** Fills with unpredictable bytes: `(length) => crypto.randomBytes(length)`. Passed in, so that tests can repeat. */
export type RandomBytes = (length: number) => Uint8Array

const PATTERN = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A UUID of any version in the lower-case form that PostgreSQL prints. */
export const isUuid = (text: string): boolean => PATTERN.test(text)

/**
 * Version 7 identifiers (RFC 9562): they begin with the time, so that new rows sit together in an index. Each is greater
 * than the one before it from the same generator, also within a millisecond and when the clock is set back.
 */
export function uuidGenerator({ now, random }: { now: () => Date; random: RandomBytes }): () => string {
  let lastTime = -1
  let counter = 0
  return () => {
    const bytes = random(10)
    const time = now().getTime()
    if (time > lastTime) {
      lastTime = time
      // The top bit starts at 0, which leaves room to count up within the millisecond.
      counter = (((bytes[0] ?? 0) << 4) | ((bytes[1] ?? 0) >> 4)) & 0x7ff
    } else if (++counter > 0xfff) {
      lastTime += 1
      counter = 0
    }
    return written(lastTime, counter, bytes.subarray(2))
  }
}

/** One version 7 identifier for this instant; many made within a millisecond are in no order. */
export function newUuid(now: Date): string {
  const tail = randomBytes(10)
  return written(now.getTime(), ((tail[0]! << 8) | tail[1]!) & 0xfff, tail.subarray(2))
}

/** When a version 7 identifier was made; undefined for other versions. */
export function uuidTime(uuid: string): Date | undefined {
  return isUuid(uuid) && uuid[14] === '7'
    ? new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16))
    : undefined
}

function written(time: number, counter: number, tail: Uint8Array): string {
  const stamp = time.toString(16).padStart(12, '0')
  const variant = ((tail[0] ?? 0) & 0x3f) | 0x80
  const hex = Buffer.from([variant, ...tail.subarray(1, 8)]).toString('hex')
  const middle = `7${counter.toString(16).padStart(3, '0')}`
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-${middle}-${hex.slice(0, 4)}-${hex.slice(4)}`
}
