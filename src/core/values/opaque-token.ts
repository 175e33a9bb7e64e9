import { createHash, timingSafeEqual } from 'node:crypto'
import type { RandomBytes } from './uuid.ts'

// Two kinds of secret. A link token is clicked; a typed code is read from a letter and typed by someone who may not see well.

/** Crockford's base 32: no I, L, O or U, so that nothing is mistaken for 1 or 0, and no word is spelled. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LINK_TOKEN_BYTES = 32

/** 256 random bits as 43 characters that need no escaping in a URL. */
export const linkToken = (random: RandomBytes): string => Buffer.from(random(LINK_TOKEN_BYTES)).toString('base64url')

export const isLinkToken = (text: string): boolean => /^[\w-]{43}$/.test(text)

export type CodeShape = { groups: number; size: number }

/** Twelve characters, "K7M2-9QXA-4TRC": 55 random bits, enough where wrong guesses are counted and the code expires. */
export const ACTIVATION_CODE: CodeShape = { groups: 3, size: 4 }

/** A code to be typed, in groups. Its last character checks the rest, so that a slip is caught before it counts as a guess. */
export function typedCode(random: RandomBytes, shape: CodeShape = ACTIVATION_CODE): string {
  const bytes = random(shape.groups * shape.size - 1)
  const body = [...bytes].map((byte) => ALPHABET[byte % 32]).join('')
  return formatTypedCode(body + ALPHABET[doubled(folded(body))], shape)
}

/** The code without its dashes as it is stored and compared; undefined when it cannot have been issued. */
export function parseTypedCode(text: string, shape: CodeShape = ACTIVATION_CODE): string | undefined {
  if (text.length > 200) return undefined
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-\u2010-\u2015_.]/gu, '')
  const code = typed.replaceAll('O', '0').replace(/[IL]/g, '1')
  const wellFormed = code.length === shape.groups * shape.size && [...code].every((letter) => ALPHABET.includes(letter))
  return wellFormed && folded(code) === 0 ? code : undefined
}

/** "K7M29QXA4TRC" in its groups. */
export const formatTypedCode = (code: string, shape: CodeShape = ACTIVATION_CODE): string =>
  (code.match(new RegExp(`.{1,${shape.size}}`, 'g')) ?? []).join('-')

/** What is stored in place of a token: SHA-256 in hexadecimal. Enough for random secrets; never for passwords. */
export const hashToken = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex')

/** Whether a token is the one whose hash was stored, in the same time for any answer. */
export function tokenMatches(token: string, storedHash: string): boolean {
  const [given, stored] = [Buffer.from(hashToken(token)), Buffer.from(storedHash)]
  return given.length === stored.length && timingSafeEqual(given, stored)
}

/** Damm's method over the field of 32 elements: catches any one wrong character and any two swapped neighbours. */
const folded = (code: string): number =>
  [...code].reduce((state, letter) => doubled(state) ^ ALPHABET.indexOf(letter), 0)

/** Multiplication by x modulo x⁵ + x² + 1. */
const doubled = (state: number): number => (state << 1) ^ (state & 0b10000 ? 0b100101 : 0)
