import { addDays, type CivilDate, civilDate, weekdayOf } from './civil-date.ts'

/** The three calendars that the government publishes for the four nations. */
export const NATIONS = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
} as const

export type Nation = keyof typeof NATIONS

export type BankHoliday = {
  date: CivilDate
  name: string
  /** In place of a holiday that fell on a weekend. */
  substitute: boolean
  /** False for years computed by rule that the government has not published, where a one-off may yet be added or moved. */
  verified: boolean
}

/** The last year compared with the dates published at gov.uk/bank-holidays. */
export const BANK_HOLIDAYS_VERIFIED_TO = 2027

/** Days appointed by royal proclamation for one year alone. */
const ONE_OFFS: readonly { date: CivilDate; name: string; nation: Nation }[] = [
  { date: '2026-06-15', name: 'World Cup bank holiday', nation: 'scotland' },
]

type Rule = { name: string; day: CivilDate }

/** The bank holidays of a year, earliest first. Banking and Financial Dealings Act 1971, schedule 1, and proclamations. */
export function bankHolidays(year: number, nation: Nation): BankHoliday[] {
  const verified = year <= BANK_HOLIDAYS_VERIFIED_TO && year >= 2024
  const oneOffs = ONE_OFFS.filter((day) => day.nation === nation && day.date.startsWith(`${year}-`))
  const taken = new Set<CivilDate>()
  const holidays: BankHoliday[] = []
  const take = (name: string, date: CivilDate, substitute: boolean): void => {
    taken.add(date)
    holidays.push({ date, name, substitute, verified })
  }
  const rules = [...rulesFor(year, nation), ...oneOffs.map(({ name, date }) => ({ name, day: date }))]
  for (const { name, day } of rules.filter((rule) => !isWeekend(rule.day))) take(name, day, false)
  // A weekend holiday moves to the next working day that is not already one, so Boxing Day keeps its Monday.
  for (const { name, day } of rules.filter((rule) => isWeekend(rule.day))) {
    let moved = day
    while (isWeekend(moved) || taken.has(moved)) moved = addDays(moved, 1)
    take(name, moved, true)
  }
  return holidays.sort((one, other) => (one.date < other.date ? -1 : 1))
}

/** The bank holiday on a date, if it is one. */
export const bankHolidayOn = (date: CivilDate, nation: Nation): BankHoliday | undefined =>
  holidaysByDate(Number(date.slice(0, 4)), nation).get(date)

const known = new Map<string, Map<CivilDate, BankHoliday>>()

function holidaysByDate(year: number, nation: Nation): Map<CivilDate, BankHoliday> {
  const key = `${year} ${nation}`
  const found = known.get(key) ?? new Map(bankHolidays(year, nation).map((holiday) => [holiday.date, holiday]))
  known.set(key, found)
  return found
}

function rulesFor(year: number, nation: Nation): Rule[] {
  const easter = easterSunday(year)
  const rules: Record<Nation, Rule[]> = {
    'england-and-wales': [
      { name: 'Easter Monday', day: addDays(easter, 1) },
      { name: 'Summer bank holiday', day: lastMonday(year, 8) },
    ],
    scotland: [
      { name: '2nd January', day: on(year, 1, 2) },
      { name: 'Summer bank holiday', day: firstMonday(year, 8) },
      { name: 'St Andrew’s Day', day: on(year, 11, 30) },
    ],
    'northern-ireland': [
      { name: 'St Patrick’s Day', day: on(year, 3, 17) },
      { name: 'Easter Monday', day: addDays(easter, 1) },
      { name: 'Battle of the Boyne (Orangemen’s Day)', day: on(year, 7, 12) },
      { name: 'Summer bank holiday', day: lastMonday(year, 8) },
    ],
  }
  return [
    { name: 'New Year’s Day', day: on(year, 1, 1) },
    { name: 'Good Friday', day: addDays(easter, -2) },
    { name: 'Early May bank holiday', day: firstMonday(year, 5) },
    { name: 'Spring bank holiday', day: lastMonday(year, 5) },
    { name: 'Christmas Day', day: on(year, 12, 25) },
    { name: 'Boxing Day', day: on(year, 12, 26) },
    ...rules[nation],
  ]
}

/** Gregorian Easter by the method of Meeus, Jones and Butcher. */
export function easterSunday(year: number): CivilDate {
  const [golden, century, inCentury] = [year % 19, Math.floor(year / 100), year % 100]
  const solar = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + century - Math.floor(century / 4) - solar + 15) % 30
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7
  const shift = Math.floor((golden + 11 * moon + 22 * weekday) / 451)
  const days = moon + weekday - 7 * shift + 114
  return on(year, Math.floor(days / 31), (days % 31) + 1)
}

const isWeekend = (date: CivilDate): boolean => ['Saturday', 'Sunday'].includes(weekdayOf(date))

function firstMonday(year: number, month: number): CivilDate {
  let day = on(year, month, 1)
  while (weekdayOf(day) !== 'Monday') day = addDays(day, 1)
  return day
}

function lastMonday(year: number, month: number): CivilDate {
  let day = addDays(on(year, month + 1, 1), -1)
  while (weekdayOf(day) !== 'Monday') day = addDays(day, -1)
  return day
}

function on(year: number, month: number, day: number): CivilDate {
  const date = civilDate(year, month, day)
  if (date === undefined) throw new RangeError(`No such day: ${year}-${month}-${day}`)
  return date
}
