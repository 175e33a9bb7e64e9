import { bankHolidayOn, type Nation } from './bank-holidays.ts'
import { addDays, type CivilDate, formatDate, isCivilDate, type Weekday, weekdayOf } from './civil-date.ts'
import { civilDateOf, instantOf, lastInstantOf, parseClockTime } from './london-time.ts'
import { must } from './problem-wording.ts'

/** Times on a London clock, "09:00" to "17:30". `closes` may be "24:00"; a night is two intervals. */
export type OpenInterval = { opens: string; closes: string }

/** A day that differs from its weekday. No intervals means closed. */
export type HoursException = { date: CivilDate; intervals: readonly OpenInterval[]; reason: string }

/** When an organisation is open. */
export type WorkingHours = {
  nation: Nation
  week: Readonly<Record<Weekday, readonly OpenInterval[]>>
  /** Every bank holiday that is not in `exceptions`. None means closed. */
  bankHolidays: readonly OpenInterval[]
  exceptions: readonly HoursException[]
}

export const MONDAY_FIRST = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const satisfies readonly Weekday[]

const MINUTE = 60_000
/** How far ahead to look for an opening. An organisation closed for longer has no next opening. */
const FURTHEST_DAYS = 400

/** The same intervals from Monday to Friday and none at weekends, on bank holidays or by exception. */
export function weekdayHours(nation: Nation, ...intervals: OpenInterval[]): WorkingHours {
  const week = { Monday: intervals, Tuesday: intervals, Wednesday: intervals, Thursday: intervals, Friday: intervals }
  return { nation, week: { ...week, Saturday: [], Sunday: [] }, bankHolidays: [], exceptions: [] }
}

/** The intervals of a date: its exception, else its bank holiday, else its weekday. Earliest first. */
export function intervalsOn(hours: WorkingHours, date: CivilDate): readonly OpenInterval[] {
  const exception = hours.exceptions.find((other) => other.date === date)
  const holiday = bankHolidayOn(date, hours.nation) !== undefined
  const intervals = exception?.intervals ?? (holiday ? hours.bankHolidays : hours.week[weekdayOf(date)])
  return intervals.toSorted((one, other) => (one.opens < other.opens ? -1 : 1))
}

/** Whether it is open at an instant. Open from the opening minute until just before the closing one. */
export const isOpen = (hours: WorkingHours, at: Date): boolean =>
  opening(hours, civilDateOf(at)).some(([opens, closes]) => opens <= at && at < closes)

/** The same instant when open, else when it next opens. Undefined when it does not open for more than a year. */
export function nextOpening(hours: WorkingHours, at: Date): Date | undefined {
  for (const [opens, closes] of openingsFrom(hours, at)) {
    if (opens >= at) return opens
    if (at < closes) return at
  }
  return undefined
}

/** When it next closes: this interval's end when open, else the end of the next one. */
export function nextClosing(hours: WorkingHours, at: Date): Date | undefined {
  for (const [, closes] of openingsFrom(hours, at)) if (at < closes) return closes
  return undefined
}

/**
 * The instant at which a number of open minutes have passed, counted on the clock that never jumps. From a closed moment
 * counting starts at the next opening. Undefined when it never opens again, so that a caller must decide, not wait for ever.
 */
export function addWorkingMinutes(hours: WorkingHours, from: Date, minutes: number): Date | undefined {
  let left = minutes * MINUTE
  if (!(left >= 0)) throw new RangeError('Minutes must be 0 or more')
  for (const [opens, closes] of openingsFrom(hours, from)) {
    if (closes <= from) continue
    const start = opens > from ? opens : from
    const open = closes.getTime() - start.getTime()
    if (left <= open) return new Date(start.getTime() + left)
    left -= open
  }
  return undefined
}

/** A day on which it opens at all. */
export const isWorkingDay = (hours: WorkingHours, date: CivilDate): boolean => intervalsOn(hours, date).length > 0

/** The date that many working days later (or earlier, when negative). 0 gives the same date, working or not. */
export function addWorkingDays(hours: WorkingHours, date: CivilDate, days: number): CivilDate | undefined {
  const step = days < 0 ? -1 : 1
  let [left, day, idle] = [Math.abs(days), date, 0]
  while (left > 0) {
    day = addDays(day, step)
    idle = isWorkingDay(hours, day) ? 0 : idle + 1
    if (idle === 0) left -= 1
    if (idle > FURTHEST_DAYS) return undefined
  }
  return day
}

/** Everything wrong with opening hours as typed: times that are not times, or that overlap. */
export function workingHoursProblems(hours: WorkingHours): string[] {
  const lists: [string, readonly OpenInterval[]][] = [
    ...MONDAY_FIRST.map((day): [string, readonly OpenInterval[]] => [day, hours.week[day]]),
    ['Bank holidays', hours.bankHolidays],
    ...hours.exceptions.map(({ date, intervals }): [string, readonly OpenInterval[]] => [
      isCivilDate(date) ? formatDate(date) : 'Exception',
      intervals,
    ]),
  ]
  const days = hours.exceptions.map(({ date }) => date)
  return [
    ...lists.flatMap(([label, intervals]) => intervalsProblem(label, intervals) ?? []),
    ...(days.every(isCivilDate) ? [] : [must('Date of an exception', 'be a real date')]),
    ...(new Set(days).size === days.length ? [] : [must('Date of an exception', 'be used only once')]),
  ]
}

function intervalsProblem(label: string, intervals: readonly OpenInterval[]): string | undefined {
  let lastCloses = -1
  for (const { opens, closes } of intervals.toSorted((one, other) => (one.opens < other.opens ? -1 : 1))) {
    const [start, end] = [parseClockTime(opens), parseClockTime(closes)]
    if (start === undefined || start === 1440 || end === undefined) {
      return must(`${label} opening times`, 'be times, like 09:00 to 17:30')
    }
    if (end <= start) return must(`${label} opening times`, 'close after they open')
    if (start < lastCloses) return must(`${label} opening times`, 'not overlap')
    lastCloses = end
  }
  return undefined
}

type Opening = readonly [opens: Date, closes: Date]

function opening(hours: WorkingHours, date: CivilDate): Opening[] {
  return intervalsOn(hours, date)
    .map(({ opens, closes }): Opening => [instantOf(date, minutesOf(opens)), closingInstant(date, minutesOf(closes))])
    .filter(([opens, closes]) => opens < closes)
}

/** The end of the minute before: closing at 1am is the first 1am in October, though 1am itself comes twice. */
function closingInstant(date: CivilDate, minutes: number): Date {
  const afterLastMinute = lastInstantOf(date, minutes - 1).getTime() + MINUTE
  return new Date(Math.min(afterLastMinute, lastInstantOf(date, minutes).getTime()))
}

/** Openings from the day of an instant onwards, until the organisation has been shut for too long. */
function* openingsFrom(hours: WorkingHours, at: Date): Generator<Opening> {
  let date = civilDateOf(at)
  for (let idle = 0; idle <= FURTHEST_DAYS; idle += 1) {
    const openings = opening(hours, date)
    if (openings.length > 0) idle = 0
    yield* openings
    date = addDays(date, 1)
  }
}

/** A time that cannot be read stops the program: read as midnight, it would open a closed door. */
function minutesOf(time: string): number {
  const minutes = parseClockTime(time)
  if (minutes === undefined) throw new RangeError('Opening hours hold a time that is not one')
  return minutes
}
