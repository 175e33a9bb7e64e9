import { CronExpressionParser } from 'cron-parser'

/** One piece of work on a timetable, and what has become of it lately. */
export interface Timetable {
  /** The job that it makes for every organisation. */
  readonly name: string
  readonly schedule: string
  /** From when on it has been kept; nothing when no program keeps it. */
  readonly since: Date | null
  readonly doneAt: Date | null
  readonly failedAt: Date | null
  /** The kind of the last error. */
  readonly problem: string | null
}

export const TIMETABLE_STATES = { late: 'Late', failing: 'Being tried again', 'on-time': 'On time' } as const
export type TimetableState = keyof typeof TIMETABLE_STATES

/** Cron expressions are read in this zone. */
export const TIMETABLE_ZONE = 'Europe/London'
/** A worker may be busy or begin anew: only after this long is something late, in minutes. */
const GRACE_MINUTES = 15

/** The last time at which a timetable should have been done by now. */
export const wasDueAt = (schedule: string, now: Date): Date =>
  CronExpressionParser.parse(schedule, {
    tz: TIMETABLE_ZONE,
    currentDate: new Date(now.getTime() - GRACE_MINUTES * 60_000),
  })
    .prev()
    .toDate()

/** Whether a timetable is kept. One that nobody keeps is late. */
export function timetableState({ schedule, since, doneAt, failedAt }: Timetable, now: Date): TimetableState {
  if (!since) return 'late'
  const dueAt = wasDueAt(schedule, now)
  if (since <= dueAt && (!doneAt || doneAt < dueAt)) return 'late'
  return failedAt && (!doneAt || failedAt > doneAt) ? 'failing' : 'on-time'
}
