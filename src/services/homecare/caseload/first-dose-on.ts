import { addDays, type CivilDate, daysBetween, weekdayOf } from '../../../core/values/civil-date.ts'
import { WEEKLY_SUBSTANCES } from '../therapies/dose-problems.ts'
import { type DoseMethod, type DoseRoute, every, type StructuredDose } from '../therapies/dose.ts'
import type { DoseUnit } from '../therapies/amount.ts'

/** A dose as a spreadsheet can say it: one amount at one interval. */
export interface PlainDose {
  readonly amount: number
  readonly unit: DoseUnit
  readonly every: number
  readonly everyUnit: 'day' | 'week'
  readonly route: DoseRoute
  readonly firstDoseOn: CivilDate | undefined
  readonly nextDoseOn: CivilDate | undefined
}

const METHODS: Readonly<Record<DoseRoute, DoseMethod>> = {
  cutaneous: 'apply',
  inhalation: 'inhale',
  intramuscular: 'inject',
  intravenous: 'infuse',
  oral: 'take',
  subcutaneous: 'inject',
}

const intervalOf = ({ every: number, everyUnit }: PlainDose): number => number * (everyUnit === 'week' ? 7 : 1)

/** The dose in structure. Whole weeks are said in weeks, and what is taken once a week names its day. */
export function doseOf(plain: PlainDose, vtmId: string): StructuredDose {
  const days = intervalOf(plain)
  const isWeeks = days % 7 === 0
  const day = plain.nextDoseOn ?? plain.firstDoseOn
  const isWeekly = isWeeks && day !== undefined && WEEKLY_SUBSTANCES.value.some((id) => id === vtmId)
  const frequency = isWeeks ? every(days / 7, 'week', isWeekly ? [weekdayOf(day)] : []) : every(days, 'day')
  return {
    method: METHODS[plain.route],
    unit: plain.unit,
    route: plain.route,
    site: undefined,
    overMinutes: undefined,
    phases: [{ kind: 'maintenance', fromDay: 0, lasts: 'until-changed', parts: [{ amount: plain.amount, frequency }] }],
    mostInADay: undefined,
    additional: [],
    instruction: undefined,
  }
}

/**
 * The day from which doses are counted. The next dose says where the treatment stands now, so it decides; it is taken back in
 * whole intervals to the count of the stock, or doses since the count would be missing and stock would seem to last longer.
 */
export function firstDoseOn(plain: PlainDose, countedOn: CivilDate | undefined): CivilDate | undefined {
  const { firstDoseOn: first, nextDoseOn: next } = plain
  if (next === undefined) return first
  if (countedOn === undefined || countedOn >= next) return next
  const back = Math.floor(daysBetween(countedOn, next) / intervalOf(plain))
  const earliest = addDays(next, -back * intervalOf(plain))
  if (first === undefined || earliest >= first) return earliest
  return addDays(next, -Math.floor(Math.max(0, daysBetween(first, next)) / intervalOf(plain)) * intervalOf(plain))
}
