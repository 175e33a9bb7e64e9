import { bankHolidays, type Nation } from './bank-holidays.ts'
import type { CivilDate } from './civil-date.ts'
import { dateOfDay, dayNumber, weekdayIndex } from './day-number.ts'

// Monday to Friday less the nation's bank holidays, for deadlines that are counted for many patients at once.
// Opening hours of one organisation, with its own closures, are working-hours.ts.

const FIRST = dayNumber('2000-01-01')
const LAST = dayNumber('2100-12-31')

type Calendar = { worked: Int32Array; before: Int32Array }

const calendars = new Map<Nation, Calendar>()

/** The day number that many working days earlier. 0 gives the same day, working or not. Years 2000 to 2100. */
export function workingDaysEarlier(nation: Nation, day: number, days: number): number {
  if (!Number.isInteger(days) || days < 0) throw new RangeError('Working days must be a whole number, 0 or more')
  if (days === 0) return day
  const { worked, before } = calendarOf(nation)
  const found = worked[(before[day - FIRST] ?? Number.NaN) - days]
  if (found === undefined) throw new RangeError('Working days are known from 2000 to 2100')
  return found
}

export const isNationalWorkingDay = (nation: Nation, date: CivilDate): boolean => {
  const day = dayNumber(date)
  return workingDaysEarlier(nation, day + 1, 1) === day
}

/** The date that many working days earlier. */
export const workingDaysBefore = (nation: Nation, date: CivilDate, days: number): CivilDate =>
  dateOfDay(workingDaysEarlier(nation, dayNumber(date), days))

function calendarOf(nation: Nation): Calendar {
  const known = calendars.get(nation)
  if (known) return known
  const holidays = new Set<number>()
  for (let year = 2000; year <= 2100; year += 1) {
    for (const { date } of bankHolidays(year, nation)) holidays.add(dayNumber(date))
  }
  const worked: number[] = []
  const before = new Int32Array(LAST - FIRST + 2)
  for (let day = FIRST; day <= LAST + 1; day += 1) {
    before[day - FIRST] = worked.length
    if (weekdayIndex(day) < 5 && !holidays.has(day)) worked.push(day)
  }
  const calendar = { worked: Int32Array.from(worked), before }
  calendars.set(nation, calendar)
  return calendar
}
