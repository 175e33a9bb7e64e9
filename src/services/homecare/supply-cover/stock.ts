import { addDays, addMonths, type CivilDate } from '../../../core/values/civil-date.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'

export const STOCK_SOURCES = {
  'staff-count': 'Counted by staff',
  'company-count': 'Counted by the homecare company',
  'patient-count': 'Counted by the patient',
  delivery: 'From a delivery',
  import: 'Brought in from another system',
} as const
/** How far stock can be believed, best first. */
export const STOCK_CONFIDENCE = { counted: 'Counted', reported: 'Reported', assumed: 'Assumed' } as const
/** Only usable stock counts. Quarantined stock counts again once released (hazard H11). */
export const STOCK_STATES = {
  usable: 'Can be used',
  quarantined: 'Do not use until we say so',
  recalled: 'Recalled',
  faulty: 'Faulty',
} as const

export type StockSource = keyof typeof STOCK_SOURCES
export type StockConfidence = keyof typeof STOCK_CONFIDENCE
export type StockState = keyof typeof STOCK_STATES

/** Units of one batch in the home. */
export type StockLot = {
  readonly units: number | 'unknown'
  readonly state: StockState
  readonly batch: string | undefined
  /** The first day on which it can be used: the day of the count, or of a delivery since. */
  readonly usableFrom: CivilDate
  /** The last day on which it may be used; undefined when nobody has read it. */
  readonly usableUntil: CivilDate | undefined
  readonly source: StockSource
  readonly confidence: StockConfidence
}

/** What is known of the stock at home. A count answers for doses due on `dosesFrom` and after; those before are taken. */
export type StockPosition =
  | { readonly status: 'unknown'; readonly why: 'never-counted' | 'disputed' | 'not-believed' }
  | {
      readonly status: 'counted'
      readonly countedOn: CivilDate
      readonly dosesFrom: CivilDate
      readonly lots: readonly StockLot[]
    }

/** Units in whole packs, in an opened pack and loose. Throws `RangeError` for a pack opened beyond its size. */
export function unitsInPacks(count: { packs: number; packSize: number; openPack: number }): number {
  const { packs, packSize, openPack } = count
  const isWhole = Number.isInteger(packs) && Number.isInteger(packSize)
  if (!isWhole || packs < 0 || packSize < 1 || !(openPack >= 0 && openPack <= packSize)) {
    throw new RangeError('An opened pack holds no more than a whole one')
  }
  return packs * packSize + openPack
}

/** The last day of a month of expiry as packs print it, “2027-03”. Undefined when it is not a month. */
export function lastDayOfExpiry(month: string): CivilDate | undefined {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && month >= '0001' ? addDays(addMonths(`${month}-01`, 1), -1) : undefined
}

/** A count this old says what stock should be, no longer what it is. */
export const COUNT_STALE = unverified('stock-count-stale', 1, { days: 56 }, 'Platform rule: one 8-week delivery cycle')
