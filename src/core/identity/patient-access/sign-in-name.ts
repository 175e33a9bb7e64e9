import { formatNhsNumber, parseNhsNumber } from '../../values/nhs-number.ts'
import type { RandomBytes } from '../../values/uuid.ts'
import { NAME_WORDS } from './name-words.ts'

export const SIGN_IN_KINDS = { 'nhs-number': 'NHS number', 'made-name': 'A name we make' } as const
export type SignInKind = keyof typeof SIGN_IN_KINDS

/** The one form of a sign-in name that is stored and looked up; undefined when it can be nobody's. */
export function parseSignInName(text: string): string | undefined {
  if (text.length > 100) return undefined
  const nhsNumber = parseNhsNumber(text)
  if (nhsNumber !== undefined) return nhsNumber
  const parts = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s\-\u2010-\u2015_.]+/u)
    .filter((part) => part !== '')
  const name = parts.join('-')
  return /^[a-z]{2,20}-[a-z]{2,20}-\d{4}$/.test(name) ? name : undefined
}

/** Two easy words and four numbers, "garden-river-4821": not a secret, only something to remember. */
export function makeSignInName(random: RandomBytes): string {
  const [first = 0, second = 0, high = 0, low = 0] = random(4)
  const word = (byte: number): string => NAME_WORDS[byte % NAME_WORDS.length]!
  const number = String((high * 256 + low) % 10_000).padStart(4, '0')
  return `${word(first)}-${word(second)}-${number}`
}

/** A sign-in name as people read it. */
export const signInNameText = (kind: SignInKind, name: string): string =>
  kind === 'nhs-number' ? formatNhsNumber(name) : name
