import { type CivilDate, daysBetween } from '../../../core/values/civil-date.ts'
import { dayNumber } from '../../../core/values/day-number.ts'
import type { DoseSchedule } from './dose-schedule.ts'
import { walkDoses } from './dose-schedule.ts'

/** Whether a pause was longer than the scheme allows. A scheme that cannot be read allows none. */
export const isPauseOverLimit = (from: CivilDate, today: CivilDate, mostDays: number | undefined): boolean =>
  mostDays === undefined || daysBetween(from, today) > mostDays

/** Whether any loading dose falls on or after a day. */
export function hasLoadingLeft(schedule: DoseSchedule, today: CivilDate): boolean {
  const loading = schedule.dose.phases.filter(({ kind }) => kind === 'loading')
  if (loading.length === 0) return false
  const dose = { ...schedule.dose, phases: loading }
  let isLeft = false
  walkDoses({ ...schedule, dose }, dayNumber(today), Number.POSITIVE_INFINITY, () => (isLeft = true))
  return isLeft
}
