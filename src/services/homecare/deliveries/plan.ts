import { addDays, type CivilDate, daysBetween } from '../../../core/values/civil-date.ts'
import { derivedUuid } from '../../../core/values/derived-uuid.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import { afterInterval, type Interval } from '../therapies/quantity.ts'

/** What a delivery holds of one item of the prescription. */
export interface DeliveryLine {
  readonly lineId: string
  readonly name: string
  readonly vmpId: string
  readonly ampId: string | null
  readonly units: number
  readonly unit: string
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

/** Every delivery that a prescription allows, each in the home before the reserve is used. */
export function planOf(
  prescription: {
    readonly prescriptionId: string
    readonly firstDoseOn: CivilDate
    readonly deliveries: number
    readonly interval: Interval
    readonly lines: readonly DeliveryLine[]
  },
  bufferDays: number,
): Plan[] {
  const { prescriptionId, firstDoseOn, interval, lines } = prescription
  return Array.from({ length: prescription.deliveries }, (_, index) => {
    const plannedOn = afterInterval(firstDoseOn, interval, index)
    return {
      deliveryId: deliveryIdOf(prescriptionId, index + 1),
      number: index + 1,
      plannedOn,
      deliverBy: addDays(plannedOn, -bufferDays),
      lines,
      units: lines.reduce((sum, { units }) => sum + units, 0),
    }
  })
}

export const isContactWindowOpen = (deliverBy: CivilDate, today: CivilDate): boolean =>
  today >= addDays(deliverBy, -CONTACT_WINDOW.value.days)

/** The last day on which a dose of a supply that begins on a day can fall. */
export const lastDoseDay = (plannedOn: CivilDate, interval: Interval): CivilDate =>
  addDays(afterInterval(plannedOn, interval), -1)

/** Whether what is at home and what comes last no longer than a scheme allows, at the rate of one delivery an interval. */
export function isWithinMostCover(facts: {
  readonly usable: number | undefined
  readonly units: number
  readonly plannedOn: CivilDate
  readonly interval: Interval
  readonly mostCoverDays: number
}): boolean {
  const { usable, units, plannedOn, interval, mostCoverDays } = facts
  const days = daysBetween(plannedOn, afterInterval(plannedOn, interval))
  return usable !== undefined && (usable + units) * days <= units * mostCoverDays
}
