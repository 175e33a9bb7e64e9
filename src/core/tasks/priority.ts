import { addDays, type CivilDate, type Weekday } from '../values/civil-date.ts'
import { civilDateOf, instantOf, parseClockTime } from '../values/london-time.ts'
import {
  addWorkingDays,
  addWorkingMinutes,
  intervalsOn,
  workingHoursProblems,
  type OpenInterval,
  type WorkingHours,
} from '../values/working-hours.ts'

/** How soon something must be done, with the words of screens. */
export const PRIORITIES = { urgent: 'Urgent', soon: 'Soon', routine: 'Routine' } as const
export type Priority = keyof typeof PRIORITIES

/** A length of working time: minutes that the organisation is open, or "until it closes that many working days later". */
export type WorkingSpan = { readonly workingMinutes: number } | { readonly workingDays: number }

/**
 * When a task is due after it is made, and how long each person up the chain has before the next one hears of it.
 * No national source sets these times, so they are marked as not verified: the clinical safety officer signs them off.
 */
export const TASK_CLOCKS = {
  verified: false,
  urgent: { due: { workingMinutes: 60 }, step: { workingMinutes: 60 } },
  soon: { due: { workingDays: 1 }, step: { workingDays: 1 } },
  routine: { due: { workingDays: 5 }, step: { workingDays: 2 } },
} as const satisfies { verified: boolean } & Record<Priority, { due: WorkingSpan; step: WorkingSpan }>

const ALL_DAY: readonly OpenInterval[] = [{ opens: '00:00', closes: '24:00' }]
const WEEK: Record<Weekday, readonly OpenInterval[]> = {
  Monday: ALL_DAY,
  Tuesday: ALL_DAY,
  Wednesday: ALL_DAY,
  Thursday: ALL_DAY,
  Friday: ALL_DAY,
  Saturday: ALL_DAY,
  Sunday: ALL_DAY,
}

/** Every hour of every day. */
export const AROUND_THE_CLOCK: WorkingHours = {
  nation: 'england-and-wales',
  week: WEEK,
  bankHolidays: ALL_DAY,
  exceptions: [],
}

/** The hours that tasks count by. Opening times that make no sense count as always open: too soon, never too late. */
export const taskHours = (openingHours: WorkingHours): WorkingHours =>
  workingHoursProblems(openingHours).length === 0 ? openingHours : AROUND_THE_CLOCK

/** The instant a span of working time after another. An organisation that never opens again is counted round the clock. */
export function afterWorkingTime(hours: WorkingHours, from: Date, span: WorkingSpan): Date {
  const at =
    'workingMinutes' in span
      ? addWorkingMinutes(hours, from, span.workingMinutes)
      : closingDaysLater(hours, from, span.workingDays)
  return at ?? afterWorkingTime(AROUND_THE_CLOCK, from, span)
}

/** When a task of a priority is due, if it is made at an instant. */
export const dueAfter = (hours: WorkingHours, priority: Priority, madeAt: Date): Date =>
  afterWorkingTime(hours, madeAt, TASK_CLOCKS[priority].due)

function closingDaysLater(hours: WorkingHours, from: Date, days: number): Date | undefined {
  const date = addWorkingDays(hours, civilDateOf(from), days)
  return date === undefined ? undefined : lastClosing(hours, date)
}

function lastClosing(hours: WorkingHours, date: CivilDate): Date | undefined {
  const closes = intervalsOn(hours, date).at(-1)?.closes
  if (closes === undefined) return undefined
  return closes === '24:00' ? instantOf(addDays(date, 1)) : instantOf(date, parseClockTime(closes)!)
}
