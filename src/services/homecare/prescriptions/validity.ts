import type { Schedule } from '../../../core/medicines/controlled-drug.ts'
import {
  addDays,
  addMonths,
  ageOn,
  type CivilDate,
  civilDateParts,
  formatDate,
} from '../../../core/values/civil-date.ts'
import { civilDateOf, instantOf } from '../../../core/values/london-time.ts'
import { count } from '../../../core/values/problem-wording.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import {
  AGE_STATED_UNDER,
  CONTROLLED_WINDOW,
  NOT_REPEATABLE,
  ORGANISATION_CEILING,
  POM_WINDOW,
  REPEATABLE_WITHOUT_NUMBER,
  SCHEDULE_4_WINDOW,
  SCHEDULE_5_WINDOW,
} from './validity-rules.ts'

/** What decides when a prescription may be dispensed from. */
export type ValidityFacts = {
  readonly signedAt: Date
  readonly notBefore: CivilDate | undefined
  readonly schedule: Schedule
  /** A single supply, or how many in all; `not-stated` when it may be repeated but says no number. */
  readonly occasions: number | 'not-stated'
  /** The organisation's own limit in months from the appropriate date. */
  readonly ceilingMonths: number | undefined
}

export type Window = {
  /** The later of the day it was signed in London and any day before which it may not be used. */
  readonly appropriateDate: CivilDate
  /** The last day on which a first supply, or one of a controlled drug, may be dispensed. */
  readonly firstSupplyBy: CivilDate
  /** The last day for any supply: the organisation's limit. */
  readonly lastDay: CivilDate
  readonly occasions: number
}

export type ValidityRefusal = 'not-before' | 'signed-later' | 'expired' | 'over-ceiling' | 'used-up'

/** When a prescription may be used, by the rules of validity-rules.ts. */
export function windowOf(facts: ValidityFacts): Window {
  const signedOn = civilDateOf(facts.signedAt)
  const appropriateDate = facts.notBefore !== undefined && facts.notBefore > signedOn ? facts.notBefore : signedOn
  const firstSupplyBy = firstSupplyEnds(appropriateDate, facts.schedule)
  const ceiling = monthsBeginningWith(appropriateDate, facts.ceilingMonths ?? ORGANISATION_CEILING.value.months)
  return {
    appropriateDate,
    firstSupplyBy: ceiling < firstSupplyBy ? ceiling : firstSupplyBy,
    lastDay: isNotRepeatable(facts.schedule) && firstSupplyBy < ceiling ? firstSupplyBy : ceiling,
    occasions: facts.occasions === 'not-stated' ? REPEATABLE_WITHOUT_NUMBER.value.occasions : facts.occasions,
  }
}

/** Why it may not be dispensed at an instant, with so many supplies made from it already. Nothing when it may. */
export function refuseDispensing(facts: ValidityFacts, at: Date, suppliesMade: number): Refusal<ValidityRefusal>[] {
  const window = windowOf(facts)
  const today = civilDateOf(at)
  const refusals: Refusal<ValidityRefusal>[] = []
  if (at < facts.signedAt) refusals.push({ name: 'signed-later', sentence: 'This prescription was signed after that' })
  if (today < window.appropriateDate) {
    refusals.push({
      name: 'not-before',
      sentence: `This prescription cannot be used before ${formatDate(window.appropriateDate)}`,
    })
  }
  if (today > window.firstSupplyBy && (suppliesMade === 0 || isNotRepeatable(facts.schedule))) {
    refusals.push({
      name: 'expired',
      sentence: `This prescription expired at the end of ${formatDate(window.firstSupplyBy)}`,
    })
  } else if (today > window.lastDay) {
    refusals.push({
      name: 'over-ceiling',
      sentence: `The organisation’s limit for this prescription was ${formatDate(window.lastDay)}`,
    })
  }
  if (!(suppliesMade < window.occasions)) {
    refusals.push({ name: 'used-up', sentence: `All ${count(window.occasions, 'supply', 'supplies')} have been made` })
  }
  return refusals
}

/** The first instant at which it is no longer valid: midnight in London after the last day. */
export const endsAt = (lastDay: CivilDate): Date => instantOf(addDays(lastDay, 1))

/** Why this may not be prescribed as it stands: a repeat of a drug that cannot be repeated, or no number that makes sense. */
export function refuseOccasions({
  schedule,
  occasions,
}: Pick<ValidityFacts, 'schedule' | 'occasions'>): Refusal | undefined {
  if (occasions !== 'not-stated' && (!Number.isInteger(occasions) || occasions < 1)) {
    return { name: 'occasions', sentence: 'Number of deliveries must be a whole number above 0' }
  }
  return occasions !== 1 && isNotRepeatable(schedule)
    ? { name: 'not-repeatable', sentence: 'This controlled drug cannot be repeated: prescribe one supply' }
    : undefined
}

/** Whether the age must stand on the prescription: under 12 on the day that it is signed. */
export const mustStateAge = (birthDate: CivilDate, signedOn: CivilDate): boolean =>
  ageOn(birthDate, signedOn) < AGE_STATED_UNDER.value.years

/**
 * The last day of a number of months that begin with a date: the day before the same day of the later month. Where that
 * month has no such day, its own last day (MONTH_END): six months beginning with 31 August end with the end of February.
 */
export function monthsBeginningWith(date: CivilDate, months: number): CivilDate {
  const same = addMonths(date, months)
  return civilDateParts(same).day === civilDateParts(date).day ? addDays(same, -1) : same
}

function firstSupplyEnds(date: CivilDate, schedule: Schedule): CivilDate {
  if (schedule === 4) return addDays(date, SCHEDULE_4_WINDOW.value.days)
  if (schedule === 5) return monthsBeginningWith(date, SCHEDULE_5_WINDOW.value.months)
  if (schedule === 'none') return monthsBeginningWith(date, POM_WINDOW.value.months)
  return addDays(date, CONTROLLED_WINDOW.value.days)
}

const isNotRepeatable = (schedule: Schedule): boolean => NOT_REPEATABLE.value.schedules.some((one) => one === schedule)
