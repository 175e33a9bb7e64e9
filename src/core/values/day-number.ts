import { type CivilDate, civilDate } from './civil-date.ts'

const ZERO = 48
const DASH = 45

/**
 * Days since 1 January 1970, for rules that walk through many days. Throws `RangeError` on text that is not a real date.
 * Counts from 1 March, so that the leap day is the last of its year (Hinnant's method).
 */
export function dayNumber(date: CivilDate): number {
  const [year, month, day] = [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)]
  const isShaped = date.length === 10 && date.charCodeAt(4) === DASH && date.charCodeAt(7) === DASH
  const longest =
    month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  if (!isShaped || !(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= longest)) {
    throw new RangeError('Not a YYYY-MM-DD date')
  }
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** The date of a day number. Throws `RangeError` outside the years 1 to 9999. */
export function dateOfDay(days: number): CivilDate {
  const at = new Date(days * 86_400_000)
  const date = civilDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate())
  if (date === undefined) throw new RangeError('Date out of range: years 1 to 9999 only')
  return date
}

/** 0 is Monday, 6 is Sunday. */
export const weekdayIndex = (day: number): number => (((day + 3) % 7) + 7) % 7

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - ZERO
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}
