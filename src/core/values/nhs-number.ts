import { enter, must } from './problem-wording.ts'

const LABEL = 'NHS number'
const SEPARATORS = /[\s\u00ad\u2010-\u2015\u2212\-.]/gu

/** The ten digits of a valid NHS number typed with spaces, dashes or neither; undefined when it is not one. */
export function parseNhsNumber(text: string): string | undefined {
  const digits = digitsOf(text)
  return /^\d{10}$/.test(digits) && hasValidCheckDigit(digits) && !isPlaceholder(digits) ? digits : undefined
}

/** What is wrong with a typed NHS number, or undefined. A valid number may still be another person's: trace it with PDS. */
export function nhsNumberProblem(text: string, label: string = LABEL): string | undefined {
  const digits = digitsOf(text)
  if (digits === '') return enter(label)
  if (/\D/.test(digits)) return must(label, 'only include numbers, spaces and dashes')
  if (digits.length !== 10) return must(label, 'have 10 numbers, like 999 123 4012')
  if (parseNhsNumber(digits) === undefined) return must(label, 'be real. Check for a wrong or swapped number')
  return undefined
}

/** "9990000018" as people read it: "999 000 0018". Text that is not ten digits is returned unchanged. */
export function formatNhsNumber(nhsNumber: string): string {
  return nhsNumber.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')
}

/** The 999 range is never issued to a person, so demonstration and test records are safe to tell apart. */
export const isTestNhsNumber = (nhsNumber: string): boolean => /^999\d{7}$/.test(nhsNumber)

/** The tenth digit for nine leading digits; undefined when no NHS number can start with them (check value 10). */
export function nhsNumberCheckDigit(firstNine: string): string | undefined {
  const sum = [...firstNine].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? undefined : String(check)
}

export type NhsNumberRange = 'england-wales' | 'scotland' | 'northern-ireland' | 'test' | 'unassigned'

/** Whose numbering a ten-digit number comes from: a CHI or H&C number passes the same check as an NHS number. */
export function nhsNumberRange(nhsNumber: string): NhsNumberRange {
  if (isTestNhsNumber(nhsNumber)) return 'test'
  if (/^[467]/.test(nhsNumber)) return 'england-wales'
  if (/^3[2-9]/.test(nhsNumber)) return 'northern-ireland'
  if (/^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])/.test(nhsNumber)) return 'scotland'
  return 'unassigned'
}

const digitsOf = (text: string): string => text.normalize('NFKC').replace(SEPARATORS, '')

const hasValidCheckDigit = (digits: string): boolean => nhsNumberCheckDigit(digits.slice(0, 9)) === digits[9]

/** Ten equal digits always pass the check, and are what people type to get past a form. */
const isPlaceholder = (digits: string): boolean => /^(\d)\1{9}$/.test(digits)
