// The one place where instants and the calendar on the wall meet. Everything civil is in Europe/London.
import { addDays, type CivilDate, formatCuiDate, formatDate, formatShortDate } from './civil-date.ts'

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  calendar: 'iso8601',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

const MINUTE = 60_000

/** The date and the minutes since midnight that a clock in London shows at an instant. */
export function londonTime(instant: Date): { date: CivilDate; minutes: number } {
  const part: Record<string, string> = {}
  for (const { type, value } of CLOCK.formatToParts(instant)) part[type] = value
  return {
    date: `${(part['year'] ?? '').padStart(4, '0')}-${part['month']}-${part['day']}`,
    minutes: Number(part['hour']) * 60 + Number(part['minute']),
  }
}

/** Today's date in London at an instant: half past midnight in July is still yesterday in UTC. */
export const civilDateOf = (instant: Date): CivilDate => londonTime(instant).date

/**
 * The instant at which a London clock shows a time of day, in minutes since midnight (0 to 1,440).
 * In the hour that is skipped in March, the moment the clocks change. In the hour that comes twice in October, the first.
 */
export function instantOf(date: CivilDate, minutes: number = 0): Date {
  return earliestAt(date, minutes)
}

/** As `instantOf`, but the second of the two when the clocks going back make a time come twice: for closing times. */
export function lastInstantOf(date: CivilDate, minutes: number): Date {
  const first = earliestAt(date, minutes)
  const again = new Date(first.getTime() + 60 * MINUTE)
  const [shown, shownAgain] = [londonTime(first), londonTime(again)]
  return shown.date === shownAgain.date && shown.minutes === shownAgain.minutes ? again : first
}

function earliestAt(date: CivilDate, minutes: number): Date {
  const [day, minute] = minutes >= 1440 ? [addDays(date, 1), minutes - 1440] : [date, minutes]
  const inSummer = new Date(Date.parse(`${day}T00:00:00Z`) + (minute - 60) * MINUTE)
  const inWinter = new Date(inSummer.getTime() + 60 * MINUTE)
  for (const candidate of [inSummer, inWinter]) {
    const shown = londonTime(candidate)
    if (shown.date === day && shown.minutes === minute) return candidate
  }
  // Neither fits: the time was skipped, and the clocks changed on the hour between the two.
  return new Date(inWinter.getTime() - (inWinter.getTime() % (60 * MINUTE)))
}

/** "3:05pm", "9am", "midday", "midnight", from minutes since midnight. NHS content style. */
export function formatMinutes(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60) % 24, minutes % 60]
  if (minute === 0 && hour === 0) return 'midnight'
  if (minute === 0 && hour === 12) return 'midday'
  const [shown, half] = [hour % 12 === 0 ? 12 : hour % 12, hour < 12 ? 'am' : 'pm']
  return minute === 0 ? `${shown}${half}` : `${shown}:${String(minute).padStart(2, '0')}${half}`
}

/** "3:05pm" in London. */
export const formatTime = (instant: Date): string => formatMinutes(londonTime(instant).minutes)

/** "22 November 2026 at 3:05pm" in London. */
export const formatInstant = (instant: Date): string => `${formatDate(civilDateOf(instant))} at ${formatTime(instant)}`

/** "22 Nov 2026, 3:05pm" in London, for tables. */
export const formatShortInstant = (instant: Date): string =>
  `${formatShortDate(civilDateOf(instant))}, ${formatTime(instant)}`

/** "22 November 2026 at 3:05pm", or "the end of 22 November 2026" for the midnight after it: "midnight" alone may be read as either. */
export const formatDeadline = (instant: Date): string => endOfDay(instant, formatDate) ?? formatInstant(instant)

/** "22 Nov 2026, 3:05pm", or "end of 22 Nov 2026", for tables. */
export const formatShortDeadline = (instant: Date): string => {
  const end = endOfDay(instant, formatShortDate)
  return end === undefined ? formatShortInstant(instant) : end.replace('the ', '')
}

function endOfDay(instant: Date, format: (date: CivilDate) => string): string | undefined {
  const { date, minutes } = londonTime(instant)
  return minutes === 0 ? `the end of ${format(addDays(date, -1))}` : undefined
}

/** "22-Nov-2026 15:05" in London: the Common User Interface form. */
export function formatCuiInstant(instant: Date): string {
  const { date, minutes } = londonTime(instant)
  return `${formatCuiDate(date)} ${clockTime(minutes)}`
}

/** "15:05" from minutes since midnight; "24:00" for the end of a day. */
export const clockTime = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Minutes since midnight from "15:05" or "24:00"; undefined when it is not a time. */
export function parseClockTime(text: string): number | undefined {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text)
  if (match) return Number(match[1]) * 60 + Number(match[2])
  return text === '24:00' ? 1440 : undefined
}
