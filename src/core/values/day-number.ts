import type { CivilDate } from './civil-date.ts'

const ZERO = 48
const DASH = 45

/**
 * Days since 1 January 1970, for rules that walk through many days. Throws `RangeError` on text that is not a real date.
 * Counts from 1 March, so that the leap day is the last of its year (Hinnant's method).
 */
export function dayNumber(date: CivilDate): number {
  const [year, month, day] = [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)]
  const isShaped = date.length === 10 && date.charCodeAt(4) === DASH && date.charCodeAt(7) === DASH
  if (!isShaped || !(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= longestDay(year, month))) {
    throw new RangeError('Not a YYYY-MM-DD date')
  }
  return dayOf(year, month, day)
}

/** The date of a day number. Throws `RangeError` outside the years 1 to 9999. */
export function dateOfDay(days: number): CivilDate {
  const { year, month, dayOfMonth } = partsOf(days)
  if (!Number.isInteger(days) || year < 1 || year > 9999) {
    throw new RangeError('Date out of range: years 1 to 9999 only')
  }
  return `${year > 999 ? year : String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`
}

/** 0 is Monday, 6 is Sunday. */
export const weekdayIndex = (day: number): number => (((day + 3) % 7) + 7) % 7

/** The same day of a later month, or its last day when that month is shorter, as `addMonths` of civil dates. */
export function monthsLater(day: number, months: number): number {
  const { year, month, dayOfMonth } = partsOf(day)
  const index = year * 12 + month - 1 + months
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1]
  return dayOf(toYear, toMonth, Math.min(dayOfMonth, longestDay(toYear, toMonth)))
}

function partsOf(days: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const dayOfMonth = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  return { year: era * 400 + yearOfEra + (month > 2 ? 0 : 1), month, dayOfMonth }
}

function dayOf(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

const longestDay = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

const two = (number: number): string => (number < 10 ? `0${number}` : String(number))

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
