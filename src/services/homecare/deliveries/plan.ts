import { addDays, type CivilDate, daysBetween } from '../../../core/values/civil-date.ts'
import { derivedUuid } from '../../../core/values/derived-uuid.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import { afterInterval, type Interval } from '../therapies/quantity.ts'
import { DELIVERY_RESERVE, type DeliveryQuantity } from './delivery-quantity.ts'

/** What a delivery holds of one item of the prescription. */
export interface DeliveryLine {
  readonly lineId: string
  readonly name: string
  readonly vmpId: string
  readonly ampId: string | null
  readonly units: number
  readonly unit: string
  /** Units that the doses until the next delivery need. Not on a delivery whose dose cannot be counted. */
  readonly needs?: number | undefined
  /** Days from `plannedOn` to the last dose that its units are for. Not on a delivery whose dose cannot be counted. */
  readonly lasts?: number | undefined
}

/** An item of what was signed, with how much of it each delivery brings. */
export interface PlannedItem extends Omit<DeliveryLine, 'units' | 'needs' | 'lasts'> {
  readonly quantities: readonly DeliveryQuantity[]
  /** The day from which each is needed. */
  readonly neededOn: readonly CivilDate[]
}

export interface Plan {
  readonly deliveryId: string
  readonly number: number
  readonly plannedOn: CivilDate
  readonly deliverBy: CivilDate
  readonly lines: readonly DeliveryLine[]
  readonly units: number
}

/** Both sides know a delivery by the same identifier, without telling each other. */
export const deliveryIdOf = (prescriptionId: string, number: number): string =>
  derivedUuid('homecare.delivery', prescriptionId, number)

/** Days before the last day for a delivery from which the patient is asked about it. */
export const CONTACT_WINDOW = unverified('contact-window', 1, { days: 14 }, 'Sciensus delivery pages: two weeks before')

/** The most days of treatment at home when no scheme says: 16 weeks. */
export const USUAL_MOST_COVER = unverified(
  'usual-most-cover',
  1,
  { days: 112 },
  'Platform rule until a scheme sets its own',
)

/**
 * Every delivery that a prescription allows and that its doses need, each in the home before the reserve is used. One for which
 * nothing is needed is left out.
 */
export function planOf(
  prescription: {
    readonly prescriptionId: string
    readonly firstDoseOn: CivilDate
    readonly deliveries: number
    readonly interval: Interval
    readonly items: readonly PlannedItem[]
  },
  bufferDays: number,
): Plan[] {
  const { prescriptionId, firstDoseOn, interval, items } = prescription
  return Array.from({ length: prescription.deliveries }, (_, index) => {
    const needed = items.filter(({ quantities }) => (quantities[index]?.units ?? 0) > 0)
    const lines = needed.map(({ lineId, name, vmpId, ampId, unit, quantities }) => ({
      lineId,
      name,
      vmpId,
      ampId,
      unit,
      ...quantities[index]!,
    }))
    const days = needed.flatMap(({ neededOn }) => neededOn[index] ?? [])
    const plannedOn = days.toSorted()[0] ?? afterInterval(firstDoseOn, interval, index)
    return {
      deliveryId: deliveryIdOf(prescriptionId, index + 1),
      number: index + 1,
      plannedOn,
      deliverBy: addDays(plannedOn, -bufferDays),
      lines,
      units: lines.reduce((sum, { units }) => sum + units, 0),
    }
  }).filter(({ units }) => units > 0)
}

export const isContactWindowOpen = (deliverBy: CivilDate, today: CivilDate): boolean =>
  today >= addDays(deliverBy, -CONTACT_WINDOW.value.days)

/**
 * The last day on which a dose of a delivery can fall: with a reserve at home that is used first its doses come later, and one
 * that brings doses early lasts until those.
 */
export function lastDoseDay(
  { plannedOn, lines }: { readonly plannedOn: CivilDate; readonly lines: readonly Pick<DeliveryLine, 'lasts'>[] },
  interval: Interval,
): CivilDate {
  const withReserve = addDays(afterInterval(plannedOn, interval), DELIVERY_RESERVE.value.days - 1)
  return [withReserve, ...lines.map(({ lasts = 0 }) => addDays(plannedOn, lasts))].toSorted().at(-1)!
}

/** Units of a delivery that its own doses use; all of them when nobody can say, or when it is for later doses alone. */
export const usedInInterval = (lines: readonly DeliveryLine[], units: number): number => {
  const needs = lines.reduce((sum, line) => sum + (line.needs ?? line.units), 0)
  return needs > 0 ? needs : units
}

/** Whether what is at home and what comes last no longer than a scheme allows, at the rate at which the doses use it. */
export function isWithinMostCover(facts: {
  readonly usable: number | undefined
  readonly units: number
  /** Units that the doses of one interval use. */
  readonly used: number
  readonly plannedOn: CivilDate
  readonly interval: Interval
  readonly mostCoverDays: number
}): boolean {
  const { usable, units, used, plannedOn, interval, mostCoverDays } = facts
  const days = daysBetween(plannedOn, afterInterval(plannedOn, interval))
  return usable !== undefined && (usable + units) * days <= used * mostCoverDays
}
