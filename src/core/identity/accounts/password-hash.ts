import { createHmac } from 'node:crypto'
import bcrypt from 'bcrypt'
import type { KeyRing } from '../../encryption/key-ring.ts'
import { normalisePassword } from '../../values/password.ts'

/** A password as it is stored. The scheme says how to check it, so that another can be brought in beside it. */
export interface PasswordHash {
  readonly scheme: string
  readonly hash: string
}

/** bcrypt at this cost, over a keyed SHA-384: bcrypt alone ignores what follows byte 72 (promise C-14, HC-31: cost 10 or more). */
const SCHEME = 'bcrypt-hmac-sha384'
export const PASSWORD_COST = 11

/** Hashes a password, on a thread of its own. */
export async function hashPassword(keys: KeyRing, password: string): Promise<PasswordHash> {
  return { scheme: SCHEME, hash: await bcrypt.hash(keyed(keys, password), PASSWORD_COST) }
}

/** Whether it is the password. Without a hash it takes as long and says no, so that nobody learns which accounts exist. */
export async function passwordMatches(
  keys: KeyRing,
  password: string,
  stored: PasswordHash | undefined,
): Promise<boolean> {
  const isKnown = stored?.scheme === SCHEME
  const matches = await bcrypt.compare(keyed(keys, password), isKnown ? stored.hash : NOBODYS)
  return isKnown && matches
}

/** Whether a password that was right should be hashed again, because the cost has gone up. */
export const isOutdated = ({ scheme, hash }: PasswordHash): boolean =>
  scheme !== SCHEME || bcrypt.getRounds(hash) < PASSWORD_COST

/** 64 characters, without a NUL, of the whole password: nothing that was typed is cut off. */
function keyed(keys: KeyRing, password: string): string {
  const pepper = keys.blindIndex('password-pepper', SCHEME)
  return createHmac('sha384', pepper).update(normalisePassword(password)).digest('base64')
}

/** The hash of a random text that nobody kept, at the cost of real ones. */
const NOBODYS = '$2b$11$kimAbgyHPXOkhddUC0wlfu4obgo1a01/NTj9kXCkVjoO6XjzgIQYW'
