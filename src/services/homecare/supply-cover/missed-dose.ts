import { addDays, type CivilDate } from '../../../core/values/civil-date.ts'
import { type DoseSchedule, dosesBetween } from '../therapies/dose-schedule.ts'
import { supplyCover, type SupplyFacts } from './supply-cover.ts'

export const MISSED_CAUSES = {
  'no-stock': 'There was none left',
  'not-delivered': 'The delivery did not come',
  damaged: 'It was damaged, warm or wrong',
  unwell: 'The patient was not well',
  'told-to-stop': 'Someone told them not to take it',
  forgot: 'It was forgotten',
  other: 'Something else',
} as const
export type MissedCause = keyof typeof MISSED_CAUSES

export const EXTRA_CAUSES = {
  dropped: 'Dropped or broken',
  failed: 'The device did not work',
  warm: 'Kept too warm, or out of the fridge too long',
  'extra-dose': 'An extra dose that someone advised',
  'given-away': 'Lost or given back',
  other: 'Something else',
} as const
export type ExtraCause = keyof typeof EXTRA_CAUSES

export type MissedProblem = 'not-yet' | 'no-dose-that-day' | 'more-than-due'

/** Why a dose cannot have been missed on a day; nothing when it can. Without a known dose, any day so far can be right. */
export function missedProblem(
  schedule: DoseSchedule | undefined,
  missed: { readonly dueOn: CivilDate; readonly doses: number },
  today: CivilDate,
): MissedProblem | undefined {
  if (missed.dueOn > today) return 'not-yet'
  if (schedule === undefined) return undefined
  const due = dosesBetween(schedule, missed.dueOn, addDays(missed.dueOn, 1))
  const times = due.reduce((sum, one) => sum + one.times, 0)
  if (times === 0) return 'no-dose-that-day'
  return missed.doses > times ? 'more-than-due' : undefined
}

/**
 * Doses from a day to yesterday for which there was no usable stock, and that nobody has said were missed. What was delivered
 * is in the stock already, so a delivery that came in time leaves none.
 */
export function lapsedDoses(
  facts: Omit<SupplyFacts, 'booked' | 'countBooked'>,
  since: CivilDate,
): readonly { readonly on: CivilDate; readonly doses: number }[] {
  const lapses = new Map<CivilDate, number>()
  let missed = facts.missed
  for (;;) {
    const cover = supplyCover({ ...facts, missed, booked: [], countBooked: false })
    const day = cover.state === 'unknown' ? undefined : cover.lapsedOn
    if (day === undefined) break
    lapses.set(day, (lapses.get(day) ?? 0) + 1)
    missed = [...missed, { on: day, doses: 1 }]
  }
  return [...lapses].filter(([on]) => on >= since).map(([on, doses]) => ({ on, doses }))
}
