import { timingSafeEqual } from 'node:crypto'
import type { KeyRing } from '../encryption/key-ring.ts'
import { NotAllowedError } from '../errors.ts'

/** The hidden token of a form, bound to the browser's session or guest cookie. */
export const csrfTokenFor = (keys: KeyRing, cookieToken: string): string =>
  keys.blindIndex('csrf', cookieToken).toString('base64url')

/** Refuses a form that this browser was not given. */
export function checkCsrf(keys: KeyRing, cookieToken: string | undefined, sent: unknown): void {
  const expected = cookieToken === undefined ? undefined : Buffer.from(csrfTokenFor(keys, cookieToken))
  const given = Buffer.from(typeof sent === 'string' ? sent : '')
  if (!expected || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new NotAllowedError('core.http.csrf')
  }
}
