import { timingSafeEqual } from 'node:crypto'
import type { KeyRing } from '../encryption/key-ring.ts'
import { NotAllowedError } from '../errors.ts'

/** Names the refusal of a form that this browser was not given. */
export const CSRF_RULE = 'core.http.csrf'

/**
 * The hidden token of a form, bound to the session or, before sign-in, to the guest cookie. To the session and not to its
 * cookie: that changes when someone proves again that it is them, and pages open in their other tabs must go on working.
 */
export function csrfTokenFor(keys: KeyRing, boundTo: string): string {
  const known = remembered.get(keys) ?? new Map<string, string>()
  remembered.set(keys, known)
  const token = known.get(boundTo) ?? keys.blindIndex('csrf', boundTo).toString('base64url')
  if (known.size >= MOST_REMEMBERED) known.clear()
  known.set(boundTo, token)
  return token
}

/** Working a token out again for each page of a session costs more than most of what the page does. */
const remembered = new WeakMap<KeyRing, Map<string, string>>()
const MOST_REMEMBERED = 5_000

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
