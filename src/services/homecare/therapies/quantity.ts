import { addDays, addMonths, type CivilDate } from '../../../core/values/civil-date.ts'
import { dayNumber } from '../../../core/values/day-number.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import { basisOf, formatNumber, thousandths } from './amount.ts'
import type { StructuredDose } from './dose.ts'
import { type DoseSchedule, walkDoses } from './dose-schedule.ts'

/** What one unit of the pack holds, in the unit of the dose: 40 for a pen of 40 mg. 1 for a dose by product. */
export type UnitOfSupply = {
  readonly amountPerUnit: number
  /** Whether what is left of an opened unit may be used for the next dose. A pen may not; half a tablet may. */
  readonly isShared: boolean
}

/** Units of supply for one dose in thousandths of a unit. Throws `RangeError` when a unit holds nothing. */
export function unitsForDose(amount: number, supply: UnitOfSupply): number {
  const perUnit = thousandths(supply.amountPerUnit)
  if (!(perUnit > 0)) throw new RangeError('A unit of supply must hold something')
  return supply.isShared ? Math.ceil((amount * 1000) / perUnit) : Math.ceil(amount / perUnit) * 1000
}

/** A dose by product counts in its own units, whatever the strength. */
export const supplyFor = (dose: StructuredDose, amountPerUnit: number, isShared: boolean): UnitOfSupply => ({
  amountPerUnit: basisOf(dose.unit) === 'product' ? 1 : amountPerUnit,
  isShared,
})

/** Units for every dose from one date to the day before another: whole units, the last one opened counted whole. */
export function unitsNeeded(schedule: DoseSchedule, supply: UnitOfSupply, from: CivilDate, before: CivilDate): number {
  let total = 0
  walkDoses(schedule, dayNumber(from), dayNumber(before), (_, amount, times) => {
    total += unitsForDose(amount, supply) * times
    return false
  })
  return Math.ceil(total / 1000)
}

export type Interval = { readonly every: number; readonly unit: 'week' | 'month' }

/** The day on which a supply ends that begins on a date: the first day of the next one. */
export const afterInterval = (from: CivilDate, { every, unit }: Interval, times = 1): CivilDate =>
  unit === 'week' ? addDays(from, every * times * 7) : addMonths(from, every * times)

/** How far a stated quantity may be from the doses. Reg 217B lets a pharmacist supply an original pack within 10%. */
export const QUANTITY_TOLERANCE = unverified(
  'quantity-tolerance',
  1,
  { originalPackPercent: 10 },
  'Human Medicines Regulations 2012, reg 217B (SI 2023/1015)',
)

export type QuantityFit =
  | { fits: true; why: 'exact' | 'whole-packs' | 'original-pack'; needed: number; sentence: string }
  | { fits: false; why: 'not-a-quantity' | 'too-little' | 'too-much'; needed: number; sentence: string }

/** Whether a stated number of units is what the doses need. `packSize` allows rounding up to the pack it is sold in. */
export function quantityFit(stated: number, needed: number, packSize: number | undefined): QuantityFit {
  const said = `Quantity is ${formatNumber(stated)} and the doses need ${formatNumber(needed)}`
  if (!Number.isInteger(stated) || stated < 1) {
    return { fits: false, why: 'not-a-quantity', needed, sentence: 'Quantity must be a whole number above 0' }
  }
  if (stated === needed) return { fits: true, why: 'exact', needed, sentence: 'Quantity is what the doses need' }
  const hasPack = packSize !== undefined && Number.isInteger(packSize) && packSize > 0 && stated % packSize === 0
  if (hasPack && stated > needed && stated - needed < packSize) {
    return { fits: true, why: 'whole-packs', needed, sentence: `${said}: rounded up to whole packs of ${packSize}` }
  }
  const percent = QUANTITY_TOLERANCE.value.originalPackPercent
  if (hasPack && Math.abs(stated - needed) * 100 <= needed * percent) {
    return { fits: true, why: 'original-pack', needed, sentence: `${said}: within ${percent}%, in original packs` }
  }
  return stated < needed
    ? { fits: false, why: 'too-little', needed, sentence: `${said}. Enter more, or change the dose or the dates` }
    : { fits: false, why: 'too-much', needed, sentence: `${said}. Enter less, or change the dose or the dates` }
}
