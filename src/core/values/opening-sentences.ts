import { bankHolidayOn } from './bank-holidays.ts'
import { addDays, type CivilDate, formatDateWithWeekday } from './civil-date.ts'
import { formatMinutes, parseClockTime } from './london-time.ts'
import { wordList } from './problem-wording.ts'
import { intervalsOn, MONDAY_FIRST, type OpenInterval, type WorkingHours } from './working-hours.ts'

/** "8am to 6:30pm", "8am to 12:30pm and 1:30pm to 6pm", "open 24 hours" or "closed". */
export function intervalsText(intervals: readonly OpenInterval[]): string {
  if (intervals.length === 0) return 'closed'
  const texts = intervals
    .toSorted((one, other) => (one.opens < other.opens ? -1 : 1))
    .map(({ opens, closes }) =>
      opens === '00:00' && closes === '24:00' ? 'open 24 hours' : `${timeText(opens)} to ${timeText(closes)}`,
    )
  return wordList(texts)
}

/** The week in as few lines as it takes: "Monday to Friday, 8am to 6:30pm", "Saturday and Sunday, closed". */
export function openingSentences(hours: WorkingHours): string[] {
  const runs: { days: string[]; text: string }[] = []
  for (const day of MONDAY_FIRST) {
    const text = intervalsText(hours.week[day])
    const last = runs.at(-1)
    if (last?.text === text) last.days.push(day)
    else runs.push({ days: [day], text })
  }
  const bankHolidays = `Bank holidays, ${intervalsText(hours.bankHolidays)}`
  return [...runs.map(({ days, text }) => `${daysText(days)}, ${text}`), bankHolidays]
}

/** The days in a period, both ends included, that differ from the ordinary week: "Friday 25 December 2026, closed (Christmas Day)". */
export function exceptionSentences(hours: WorkingHours, from: CivilDate, to: CivilDate): string[] {
  const sentences: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const exception = hours.exceptions.find((other) => other.date === date)
    const reason = exception?.reason ?? bankHolidayOn(date, hours.nation)?.name
    if (reason === undefined) continue
    const ending = reason === '' ? '' : ` (${reason})`
    sentences.push(`${formatDateWithWeekday(date)}, ${intervalsText(intervalsOn(hours, date))}${ending}`)
  }
  return sentences
}

function daysText(days: readonly string[]): string {
  if (days.length === MONDAY_FIRST.length) return 'Every day'
  return days.length > 2 ? `${days[0]} to ${days.at(-1)}` : wordList(days)
}

const timeText = (time: string): string => formatMinutes(parseClockTime(time) ?? 0)
