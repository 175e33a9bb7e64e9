import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { doseProblems } from '../therapies/dose-problems.ts'
import type { Pause } from '../therapies/dose-schedule.ts'
import type { StructuredDose } from '../therapies/dose.ts'
import { type Interval, quantityFit } from '../therapies/quantity.ts'
import { refuseLoading } from '../therapies/renewal.ts'
import type { PrescriptionFacts } from './prescription-facts.ts'
import { amountPerUnit, isShared, type Product, productRefusals } from './product.ts'
import { isWithinDuration, packOf, unitsPerDelivery } from './supply-plan.ts'
import { refuseOccasions } from './validity.ts'

/** What a prescription says of medicine, dose, quantity and dates, and what is true around it. */
export type ContentToCheck = {
  readonly vtmId: string
  readonly product: Product | undefined
  readonly dose: StructuredDose | undefined
  readonly loadAgainReason: string | undefined
  readonly hasTherapyBegun: boolean
  readonly pauses: readonly Pause[]
  readonly quantity: number | undefined
  readonly deliveries: number | undefined
  readonly interval: Interval | undefined
  readonly firstDoseOn: CivilDate | undefined
  readonly notBefore: CivilDate | undefined
  readonly today: CivilDate
  readonly now: Date
}

export type ContentFacts = Pick<PrescriptionFacts, 'hasBrand' | 'contentRefusals' | 'quantity' | 'isWithinDuration'>

/** What the guards of a prescription look at in its content. What has not been answered is a refusal that says so. */
export function checkContent(check: ContentToCheck): ContentFacts {
  const plan = planOf(check)
  return {
    hasBrand: check.product?.ampId !== undefined,
    contentRefusals: refusalsOf(check),
    quantity:
      plan === undefined || check.quantity === undefined
        ? undefined
        : quantityFit(check.quantity, unitsPerDelivery(plan), packOf(check.quantity, check.product?.packSizes ?? [])),
    isWithinDuration:
      plan !== undefined &&
      check.product !== undefined &&
      isWithinDuration(plan, { ...check, schedule: check.product.controlledDrug.schedule }),
  }
}

/** The units that each delivery needs; undefined until dose, dates and product say. */
export function unitsNeededFor(check: ContentToCheck): number | undefined {
  const plan = planOf(check)
  return plan && unitsPerDelivery(plan)
}

function refusalsOf(check: ContentToCheck): Refusal[] {
  const { dose, product, deliveries } = check
  const schedule = product?.controlledDrug.schedule
  return [
    ...productRefusals(product, check.vtmId),
    ...(dose === undefined ? [{ name: 'no-dose', sentence: 'Enter the dose' }] : doseProblems(dose, check.vtmId)),
    ...(dose === undefined ? [] : optional(refuseLoading(dose, therapyOf(check)))),
    ...(dose !== undefined && product !== undefined && amountPerUnit(product.unit, dose.unit) === undefined
      ? [{ name: 'strength-unknown', sentence: strengthUnknown(product) }]
      : []),
    ...(check.firstDoseOn === undefined
      ? [{ name: 'no-first-dose', sentence: 'Enter the date of the first dose' }]
      : []),
    ...(deliveries === undefined || check.interval === undefined
      ? [{ name: 'no-deliveries', sentence: 'Enter how many deliveries, and how far apart' }]
      : optional(schedule === undefined ? undefined : refuseOccasions({ schedule, occasions: deliveries }))),
  ]
}

const strengthUnknown = ({ unit }: Product): string =>
  `The dictionary does not say how much one ${unit.words} holds in that unit: write the dose in another unit`

const therapyOf = ({ hasTherapyBegun, loadAgainReason }: ContentToCheck) => ({
  hasBegun: hasTherapyBegun,
  loadAgain: loadAgainReason === undefined ? undefined : { reason: loadAgainReason },
})

const optional = (refusal: Refusal | undefined): Refusal[] => (refusal === undefined ? [] : [refusal])

function planOf({ product, dose, deliveries, interval, firstDoseOn, pauses, vtmId }: ContentToCheck) {
  if (product === undefined || dose === undefined || deliveries === undefined || interval === undefined)
    return undefined
  if (firstDoseOn === undefined || doseProblems(dose, vtmId).length > 0) return undefined
  const amount = amountPerUnit(product.unit, dose.unit)
  if (amount === undefined || !Number.isInteger(deliveries) || deliveries < 1) return undefined
  return {
    dose,
    pauses,
    supply: { amountPerUnit: amount, isShared: isShared(product.unit) },
    firstDoseOn,
    deliveries,
    interval,
  }
}
