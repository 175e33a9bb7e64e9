import type { ControlledDrug } from '../../../core/medicines/controlled-drug.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { basisOf, DOSE_UNITS, type DoseUnit } from '../therapies/amount.ts'

/** What the dictionary says of a product that is to be prescribed. */
export type Product = {
  readonly vtmId: string | undefined
  readonly vmpId: string
  readonly ampId: string | undefined
  readonly name: string
  readonly controlledDrug: ControlledDrug
  /** Whether the dictionary still has both the product and the brand as right entries. */
  readonly isLive: boolean
  /** Nobody makes it any more. */
  readonly isDiscontinued: boolean
  readonly isAvailable: boolean
  /** dm+d prescribing status 0001: it may be prescribed without a brand. */
  readonly mayBeGeneric: boolean
  readonly unit: SupplyUnit
  /** Units in each pack that is sold, smallest first. */
  readonly packSizes: readonly number[]
}

/** What is counted: a pen, a tablet. */
export type SupplyUnit = {
  readonly words: string
  /** The unit of a dose by product; undefined when this program has no word for it. */
  readonly doseUnit: DoseUnit | undefined
  /** How much one holds, by each unit in which the dictionary says so. */
  readonly holds: Readonly<Partial<Record<DoseUnit, number>>>
}

export type ProductProblem =
  'unknown-product' | 'ended-product' | 'discontinued' | 'not-available' | 'other-substance' | 'brand-needed'

/** Everything for which a product cannot be prescribed in a scheme. */
export function productRefusals(product: Product | undefined, vtmId: string): Refusal<ProductProblem>[] {
  if (product === undefined) {
    return [{ name: 'unknown-product', sentence: 'This medicine is not in the dictionary: choose it again' }]
  }
  const problems: [boolean, ProductProblem, string][] = [
    [!product.isLive, 'ended-product', `${product.name} has been taken out of the dictionary: choose another product`],
    [
      product.isLive && product.isDiscontinued,
      'discontinued',
      `${product.name} is no longer made: choose another product`,
    ],
    [!product.isAvailable, 'not-available', `${product.name} is not available: choose another product`],
    [product.vtmId !== vtmId, 'other-substance', 'This is not the medicine that the patient is registered for'],
    [
      !product.mayBeGeneric && product.ampId === undefined,
      'brand-needed',
      `Choose the brand: the dictionary says that ${product.name} is prescribed by brand`,
    ],
  ]
  return problems.flatMap(([isSo, name, sentence]) => (isSo ? [{ name, sentence }] : []))
}

/** How much one unit holds in the unit of a dose. A dose by product counts the units themselves. */
export const amountPerUnit = ({ doseUnit, holds }: SupplyUnit, unit: DoseUnit): number | undefined =>
  basisOf(unit) === 'product' ? (unit === doseUnit ? 1 : undefined) : holds[unit]

/** Half a tablet may be kept for the next dose; what is left in a pen may not. */
export const isShared = ({ doseUnit }: SupplyUnit): boolean => doseUnit === 'tablet'

type Measured = { readonly amount: number; readonly unit: string }
/** What the dictionary says of strength and size, in its own words of units. */
export type StrengthFacts = {
  readonly name: string
  readonly unitWords: string | undefined
  readonly size: Measured | undefined
  /** Of the only ingredient; undefined when there are several. */
  readonly strength: (Measured & { readonly per: Measured | undefined }) | undefined
}

/** What one unit is and holds: 40 mg in 0.4 ml, and a pen of 0.4 ml, is 40 mg. */
export function supplyUnit({ name, unitWords, size, strength }: StrengthFacts): SupplyUnit {
  const doseUnit = doseUnitOf(name, unitWords)
  const words = doseUnit === undefined ? (unitWords ?? 'unit of supply') : DOSE_UNITS[doseUnit].one
  const holds = new Map<DoseUnit, number>()
  if (size?.unit === 'ml' && size.amount > 0) holds.set('millilitre', size.amount)
  const amount = strength && amountInUnit(strength, size, unitWords)
  if (strength && amount !== undefined) {
    for (const [unit, factor] of inUnits(strength.unit)) holds.set(unit, rounded(amount * factor))
  }
  return { words, doseUnit, holds: Object.fromEntries(holds) }
}

function amountInUnit(
  { amount, per }: NonNullable<StrengthFacts['strength']>,
  size: Measured | undefined,
  unitWords: string | undefined,
): number | undefined {
  if (!(amount > 0)) return undefined
  if (per === undefined) return amount
  if (!(per.amount > 0)) return undefined
  if (size !== undefined && per.unit === size.unit) return (amount / per.amount) * size.amount
  return per.unit === unitWords ? amount / per.amount : undefined
}

/** dm+d units of measure, each with the units of a dose that it can be said in. */
function inUnits(words: string): readonly (readonly [DoseUnit, number])[] {
  const table: Readonly<Record<string, readonly (readonly [DoseUnit, number])[]>> = {
    gram: [
      ['gram', 1],
      ['milligram', 1000],
    ],
    g: [
      ['gram', 1],
      ['milligram', 1000],
    ],
    mg: [
      ['milligram', 1],
      ['microgram', 1000],
    ],
    microgram: [
      ['microgram', 1],
      ['milligram', 0.001],
    ],
    nanogram: [['nanogram', 1]],
    unit: [['unit', 1]],
    mmol: [['millimole', 1]],
    ml: [['millilitre', 1]],
  }
  return Object.hasOwn(table, words) ? (table[words] ?? []) : []
}

/** A pre-filled injection is a pen or a syringe by its name alone: the dictionary has one unit for both. */
function doseUnitOf(name: string, words: string | undefined): DoseUnit | undefined {
  if (words === 'pre-filled disposable injection') return /\bsyringes?\b/i.test(name) ? 'syringe' : 'pen'
  const found = (Object.keys(DOSE_UNITS) as DoseUnit[]).find(
    (unit) => basisOf(unit) === 'product' && (unit === words || DOSE_UNITS[unit].one === words),
  )
  return found
}

const rounded = (amount: number): number => Math.round(amount * 1000) / 1000
