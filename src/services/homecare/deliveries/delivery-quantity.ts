import { addDays, type CivilDate } from '../../../core/values/civil-date.ts'
import { dayNumber } from '../../../core/values/day-number.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import type { StructuredDose } from '../therapies/dose.ts'
import { walkDoses } from '../therapies/dose-schedule.ts'
import { afterInterval, type Interval, type UnitOfSupply, unitsForDose, unitsNeeded } from '../therapies/quantity.ts'

/**
 * Days of treatment that a delivery brings beyond its own interval. The same for everyone, whatever a scheme says: the company
 * plans by itself, and has no scheme.
 */
export const DELIVERY_RESERVE = unverified('delivery-reserve', 1, { days: 14 }, 'Homecare research note §5.2')

/** What decides how much of one item each delivery brings. */
export type ItemSupply = {
  readonly dose: StructuredDose
  readonly firstDoseOn: CivilDate
  readonly interval: Interval
  readonly deliveries: number
  /** Undefined when the dictionary does not say what a unit holds. */
  readonly supply: UnitOfSupply | undefined
  /** Units in each delivery, as signed: the most that any of them may bring. */
  readonly quantity: number
  readonly packSizes: readonly number[]
}

export type DeliveryQuantity = {
  readonly units: number
  /** What the doses of its own interval need; undefined when nobody can say. */
  readonly needs: number | undefined
  /** Days from the beginning of its interval to the last dose that its units are for; undefined when nobody can say. */
  readonly lasts: number | undefined
}

/**
 * How much of an item each delivery brings: what the doses until the next one need and a reserve, in whole packs where whole
 * packs were signed, less what the ones before have brought. None brings more than was signed for it, so that their sum
 * does not either. One brings more than its own doses need where a later one could not bring enough. A dose that cannot be
 * counted is delivered as it was signed.
 */
export function deliveryQuantities(item: ItemSupply): DeliveryQuantity[] {
  const { supply, quantity, deliveries } = item
  if (supply === undefined)
    return Array.from({ length: deliveries }, () => ({
      units: quantity,
      needs: undefined,
      lasts: undefined,
    }))
  const enough = enoughAfter(item, supply)
  const pack = item.packSizes.find((size) => quantity % size === 0) ?? 1
  let brought = 0
  return enough.map((until, index) => {
    const wanted = Math.ceil(until / pack) * pack - brought
    const units = Math.min(quantity, Math.max(0, wanted))
    brought += units
    return { units, needs: needOf(item, supply, index, index + 1), lasts: lastsFor(item, supply, index, brought) }
  })
}

/** For each delivery, the units that it and those before it must have brought: never more than all together may bring. */
function enoughAfter(item: ItemSupply, supply: UnitOfSupply): number[] {
  const { deliveries, quantity } = item
  const enough: number[] = []
  let later = 0
  for (let number = deliveries; number >= 1; number -= 1) {
    const own = needOf(item, supply, 0, number, DELIVERY_RESERVE.value.days)
    later = Math.max(Math.min(own, quantity * number), later - quantity)
    enough.unshift(later)
  }
  return enough
}

/** Units for the doses from the beginning of one delivery to that of another. */
function needOf(
  { dose, firstDoseOn, interval }: ItemSupply,
  supply: UnitOfSupply,
  from: number,
  before: number,
  reserve = 0,
): number {
  const schedule = { dose, firstDoseOn, pauses: [], endsOn: undefined }
  const on = (times: number): CivilDate => afterInterval(firstDoseOn, interval, times)
  return unitsNeeded(schedule, supply, on(from), addDays(on(before), reserve))
}

/** Where units brought so far are used up in the order in which they came: the day of the last dose that needs any of them. */
function lastsFor(
  { dose, firstDoseOn, interval }: ItemSupply,
  supply: UnitOfSupply,
  index: number,
  brought: number,
): number | undefined {
  const first = dayNumber(firstDoseOn)
  let [left, last] = [brought * 1000, undefined as number | undefined]
  walkDoses({ dose, firstDoseOn, pauses: [], endsOn: undefined }, first, Infinity, (day, amount, times) => {
    if (left <= 0) return true
    last = day
    left -= unitsForDose(amount, supply) * times
    return false
  })
  return last === undefined ? undefined : last - dayNumber(afterInterval(firstDoseOn, interval, index))
}
