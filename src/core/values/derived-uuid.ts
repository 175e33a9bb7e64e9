import { createHash } from 'node:crypto'

/**
 * An identifier that two organisations work out alike from what they both know: version 8 (RFC 9562) of SHA-256. `of` says
 * what it identifies, so that the same facts give another identifier to another kind of thing.
 */
export function derivedUuid(of: string, ...facts: readonly (string | number)[]): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([of, ...facts]))
    .digest()
  digest[6] = (digest[6]! & 0x0f) | 0x80
  digest[8] = (digest[8]! & 0x3f) | 0x80
  const hex = digest.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
