import { addDays, addMonths, type CivilDate, daysBetween } from '../../../core/values/civil-date.ts'
import type { Schedule } from '../../../core/medicines/controlled-drug.ts'
import type { StructuredDose } from '../therapies/dose.ts'
import { dosesBetween, type Pause } from '../therapies/dose-schedule.ts'
import { afterInterval, type Interval, type UnitOfSupply, unitsNeeded } from '../therapies/quantity.ts'
import { windowOf } from './validity.ts'

/** What the doses of a prescription need, delivery by delivery. */
export type SupplyPlan = {
  readonly dose: StructuredDose
  readonly pauses: readonly Pause[]
  readonly supply: UnitOfSupply
  readonly firstDoseOn: CivilDate
  readonly deliveries: number
  readonly interval: Interval
}

/** Days on which deliveries begin to be used, first to last. */
export const deliveryDays = ({
  firstDoseOn,
  deliveries,
  interval,
}: Pick<SupplyPlan, 'firstDoseOn' | 'deliveries' | 'interval'>): CivilDate[] =>
  Array.from({ length: deliveries }, (_, number) => afterInterval(firstDoseOn, interval, number))

/** The first day that the prescription no longer covers. */
export const coverEnds = ({
  firstDoseOn,
  deliveries,
  interval,
}: Pick<SupplyPlan, 'firstDoseOn' | 'deliveries' | 'interval'>): CivilDate =>
  afterInterval(firstDoseOn, interval, deliveries)

/**
 * The units that each delivery must hold, all of them alike, so that nobody runs out before the next: with loading doses the
 * first decides.
 */
export function unitsPerDelivery(plan: SupplyPlan): number {
  const schedule = { dose: plan.dose, firstDoseOn: plan.firstDoseOn, pauses: plan.pauses, endsOn: undefined }
  let most = 0
  for (let number = 1; number <= plan.deliveries; number += 1) {
    const before = afterInterval(plan.firstDoseOn, plan.interval, number)
    most = Math.max(most, Math.ceil(unitsNeeded(schedule, plan.supply, plan.firstDoseOn, before) / number))
  }
  return most
}

/** The quantity to offer: what is needed, in whole packs when there is one pack size. */
export function offeredQuantity(needed: number, packSizes: readonly number[]): number {
  const [size] = packSizes
  return packSizes.length === 1 && size !== undefined ? Math.ceil(needed / size) * size : needed
}

/** The pack to which a quantity is rounded: the largest of which it is whole packs. */
export const packOf = (quantity: number, packSizes: readonly number[]): number | undefined =>
  packSizes.toReversed().find((size) => quantity % size === 0)

/** Whether the last delivery can still be dispensed on the day that it is needed. */
export function isWithinDuration(
  plan: Pick<SupplyPlan, 'firstDoseOn' | 'deliveries' | 'interval'>,
  { now, today, notBefore, schedule }: DurationFacts,
): boolean {
  const begins = [plan.firstDoseOn, today, notBefore ?? today].reduce((one, other) => (one > other ? one : other))
  const { lastDay } = windowOf({
    signedAt: now,
    notBefore,
    schedule,
    occasions: plan.deliveries,
    ceilingMonths: undefined,
  })
  return afterInterval(begins, plan.interval, plan.deliveries - 1) <= lastDay
}
type DurationFacts = {
  readonly now: Date
  readonly today: CivilDate
  readonly notBefore: CivilDate | undefined
  readonly schedule: Schedule
}

/**
 * The first dose that a renewal covers: the first after those of the last one, by its own rhythm and pauses, and never in the
 * past. Undefined when the dose of the last one has ended.
 */
export function nextFirstDose(
  last: Pick<SupplyPlan, 'dose' | 'pauses' | 'firstDoseOn' | 'deliveries' | 'interval'>,
  today: CivilDate,
): CivilDate | undefined {
  const end = coverEnds(last)
  const from = end > today ? end : today
  const schedule = { dose: last.dose, firstDoseOn: last.firstDoseOn, pauses: last.pauses, endsOn: undefined }
  return dosesBetween(schedule, from, addDays(from, LONGEST_GAP_DAYS))[0]?.on
}

/** No rhythm that can be written is longer. */
const LONGEST_GAP_DAYS = daysBetween('2026-01-01', addMonths('2026-01-01', 366))
