import { isCommonPassword } from './common-passwords/common-password-list.ts'
import { count, enter, must } from './problem-wording.ts'

/** NCSC and NIST SP 800-63B: length and a list of known passwords, and no rules about which characters to use. */
export const PASSWORD_LENGTH = { fewest: 12, most: 128 } as const

export type PasswordRule = {
  /** Sign-in address of the account. */
  email?: string
  /** Names that a guesser would try first: the organisation, the person. */
  names?: readonly string[]
  /** An organisation may ask for more than the platform does, never for less. */
  fewest?: number
}

/** The one form of a password that is hashed and compared: what different keyboards send for the same letters. */
export const normalisePassword = (password: string): string => password.normalize('NFKC')

/** What is wrong with a new password, or undefined. Never say this of a password typed to sign in. */
export function passwordProblem(text: string, rule: PasswordRule = {}, label: string = 'Password'): string | undefined {
  if (text === '') return enter(label)
  const fewest = Math.max(rule.fewest ?? 0, PASSWORD_LENGTH.fewest)
  // Before any other work, so that a megabyte costs nothing.
  if (text.length > PASSWORD_LENGTH.most * 4)
    return must(label, `be ${count(PASSWORD_LENGTH.most, 'character')} or fewer`)
  const password = normalisePassword(text)
  const length = [...password].length
  if (length < fewest) return must(label, `be ${count(fewest, 'character')} or more`)
  if (length > PASSWORD_LENGTH.most) return must(label, `be ${count(PASSWORD_LENGTH.most, 'character')} or fewer`)

  const lower = password.toLowerCase()
  const plain = lettersAndNumbers(lower)
  if (namesIn(rule).some((name) => plain.includes(name))) {
    return must(label, 'not include your email address, your name or the name of your organisation')
  }
  if (isGuessable(lower)) return must(label, 'be harder to guess. Try three random words')
  return undefined
}

/** A known password, or one dressed up: capitals, letters swapped for numbers, a year or symbols at either end, or repeated. */
function isGuessable(lower: string): boolean {
  const forms = new Set<string>()
  for (const text of [lower, unswapped(lower)]) {
    for (const form of [text, trimmed(text), lettersAndNumbers(text), lettersAndNumbers(trimmed(text))]) forms.add(form)
  }
  return [...forms].some((form) => {
    const unit = repeatedUnit(form)
    return form.length < 4 || unit.length < 4 || isCommonPassword(form) || isCommonPassword(unit) || isRun(form)
  })
}

/** The number, year or symbols that people put before and after a word to please a form. */
const trimmed = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '') || text

const SWAPPED: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** Undoes the letter-for-number swaps inside a word; those after its last letter are left to `trimmed`. */
const unswapped = (text: string): string => {
  const lastLetter = text.search(/[^\p{L}]*$/u)
  return text.slice(0, lastLetter).replace(/[0134571@$!]/g, (sign) => SWAPPED[sign] ?? sign) + text.slice(lastLetter)
}

/** "abab" is "ab" twice; a text that repeats nothing is its own unit. */
function repeatedUnit(text: string): string {
  const again = (text + text).indexOf(text, 1)
  return text.slice(0, again)
}

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik',
]

/** Neighbours on a keyboard or in the alphabet, either way, for nearly the whole length. */
function isRun(text: string): boolean {
  const lines = RUNS.flatMap((run) => [run, [...run].reverse().join('')])
  let steps = 0
  for (let at = 1; at < text.length; at += 1) {
    const pair = text.slice(at - 1, at + 1)
    if (pair[0] === pair[1] || lines.some((line) => line.includes(pair))) steps += 1
  }
  return steps >= (text.length - 1) * 0.8
}

function namesIn({ email = '', names = [] }: PasswordRule): string[] {
  const parts = [email, email.split('@')[0] ?? '', ...names].map((name) =>
    lettersAndNumbers(name.normalize('NFKC').toLowerCase()),
  )
  return parts.filter((name) => name.length >= 4)
}

const lettersAndNumbers = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
