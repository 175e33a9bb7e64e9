import { timingSafeEqual } from 'node:crypto'
import type { KeyRing } from '../encryption/key-ring.ts'
import { NotAllowedError } from '../errors.ts'

/** Names the refusal of a form that this browser was not given. */
export const CSRF_RULE = 'core.http.csrf'

/**
 * The hidden token of a form, bound to the session or, before sign-in, to the guest cookie. To the session and not to its
 * cookie: that changes when someone proves again that it is them, and pages open in their other tabs must go on working.
 */
export const csrfTokenFor = (keys: KeyRing, boundTo: string): string =>
  keys.blindIndex('csrf', boundTo).toString('base64url')

/** Refuses a form that this browser was not given. */
export function checkCsrf(keys: KeyRing, boundTo: string, sent: unknown): void {
  if (!isCsrfToken(keys, boundTo, sent)) throw new NotAllowedError(CSRF_RULE)
}

/** Whether a form is one that this browser was given. */
export function isCsrfToken(keys: KeyRing, boundTo: string, sent: unknown): boolean {
  const expected = Buffer.from(csrfTokenFor(keys, boundTo))
  const given = Buffer.from(typeof sent === 'string' ? sent : '')
  return given.length === expected.length && timingSafeEqual(given, expected)
}
