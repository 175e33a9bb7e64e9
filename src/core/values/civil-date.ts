/** A day in the life of people, `YYYY-MM-DD`, with no time and no zone. Compare two with `<` and `>`. */
export type CivilDate = string

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

export type Weekday = (typeof WEEKDAYS)[number]

/** The date when the text is a real one in exactly the form `YYYY-MM-DD`. */
export function parseCivilDate(text: string): CivilDate | undefined {
  const match = PATTERN.exec(text)
  if (!match) return undefined
  return civilDate(Number(match[1]), Number(match[2]), Number(match[3]))
}

export const isCivilDate = (text: string): boolean => parseCivilDate(text) !== undefined

/** The date from its parts, or undefined when there is no such day. Years 1 to 9999. */
export function civilDate(year: number, month: number, day: number): CivilDate | undefined {
  const whole = [year, month, day].every(Number.isInteger)
  if (!whole || year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
    return undefined
  }
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** The year, month (1 to 12) and day. Throws on text that is not a date, which is a mistake in the program. */
export function civilDateParts(date: CivilDate): { year: number; month: number; day: number } {
  const match = PATTERN.exec(date)
  if (!match || !isCivilDate(date)) throw new RangeError('Not a YYYY-MM-DD date')
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }
}

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

/** Negative, zero or positive, for sorting the earliest first. */
export const compareCivilDates = (one: CivilDate, other: CivilDate): number => (one < other ? -1 : one > other ? 1 : 0)

export const addDays = (date: CivilDate, days: number): CivilDate => fromDayNumber(dayNumber(date) + days)

/** The same day of the month, or its last day when that month is shorter: 31 January + 1 month = 28 February. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const { year, month, day } = civilDateParts(date)
  const index = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return required(civilDate(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth))))
}

export const addYears = (date: CivilDate, years: number): CivilDate => addMonths(date, years * 12)

/** Whole days from one date to another: negative when the second is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from)

export function weekdayOf(date: CivilDate): Weekday {
  const index = (((dayNumber(date) + 4) % 7) + 7) % 7
  return required(WEEKDAYS[index])
}

/** Whole years of age, or -1 before birth. A person born on 29 February is a year older on 1 March of other years. */
export function ageOn(birthDate: CivilDate, on: CivilDate): number {
  if (on < birthDate) return -1
  const years = civilDateParts(on).year - civilDateParts(birthDate).year
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** "22 November 2026", as the NHS content style guide writes it. */
export function formatDate(date: CivilDate): string {
  const { year, month, day } = civilDateParts(date)
  return `${day} ${MONTHS[month - 1]} ${year}`
}

/** "Sunday 22 November 2026", for appointments and deliveries. */
export const formatDateWithWeekday = (date: CivilDate): string => `${weekdayOf(date)} ${formatDate(date)}`

/** "22 Nov 2026", where space is short. */
export function formatShortDate(date: CivilDate): string {
  const { year, month, day } = civilDateParts(date)
  return `${day} ${monthAbbreviation(month)} ${year}`
}

/** "22-Nov-2026": the NHS Common User Interface form, which cannot be misread as month first. For identity banners. */
export function formatCuiDate(date: CivilDate): string {
  const { year, month, day } = civilDateParts(date)
  return `${pad(day, 2)}-${monthAbbreviation(month)}-${pad(year, 4)}`
}

/** Months 1 to 12 by their English name, three letters or more ("Nov", "november", "Sept"). */
export function monthByName(text: string): number | undefined {
  const word = text.trim().toLowerCase().replace(/\.$/, '')
  if (word.length < 3) return undefined
  const index = MONTHS.findIndex((name) => name.toLowerCase().startsWith(word))
  return index < 0 ? undefined : index + 1
}

/** Age as the NHS Common User Interface shows it: "3d", "12w 3d", "14m 2d", "8y 4m", "45y". Empty before birth. */
export function formatAge(birthDate: CivilDate, on: CivilDate): string {
  const days = daysBetween(birthDate, on)
  if (days < 0) return ''
  if (days < 28) return `${days}d`
  const years = ageOn(birthDate, on)
  if (years < 1) return joined([Math.floor(days / 7), 'w'], [days % 7, 'd'])
  const months = wholeMonths(birthDate, on)
  if (years < 2) return joined([months, 'm'], [daysBetween(addMonths(birthDate, months), on), 'd'])
  return years < 18 ? joined([years, 'y'], [months - years * 12, 'm']) : `${years}y`
}

function wholeMonths(from: CivilDate, to: CivilDate): number {
  const [start, end] = [civilDateParts(from), civilDateParts(to)]
  const months = (end.year - start.year) * 12 + end.month - start.month
  return addMonths(from, months) > to ? months - 1 : months
}

const joined = (...parts: [number, string][]): string =>
  parts
    .filter(([number], index) => index === 0 || number > 0)
    .map(([number, unit]) => `${number}${unit}`)
    .join(' ')

const monthAbbreviation = (month: number): string => required(MONTHS[month - 1]).slice(0, 3)

const pad = (number: number, length: number): string => String(number).padStart(length, '0')

/** Days since 1970-01-01. `Date.UTC` alone would read the years 1 to 99 as 1901 to 1999. */
function dayNumber(date: CivilDate): number {
  const { year, month, day } = civilDateParts(date)
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000)
}

function fromDayNumber(days: number): CivilDate {
  const at = new Date(days * 86_400_000)
  return required(civilDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()))
}

function required<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('Date out of range: years 1 to 9999 only')
  return value
}
