import { addDays, type CivilDate, compareCivilDates, daysBetween, formatDate } from '../../../core/values/civil-date.ts'
import { count } from '../../../core/values/problem-wording.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import type { BookedDelivery, SupplyCover, UnknownCover } from './supply-cover.ts'

/** How near someone is to running out, worst first. Unknown stands first: nobody is watching over it. */
export const SUPPLY_RISKS = {
  unknown: 'Not known',
  critical: 'Critical',
  red: 'Late',
  amber: 'Due',
  none: 'Covered',
} as const
export type SupplyRisk = keyof typeof SUPPLY_RISKS

export const CRITICAL_COVER = unverified('critical-cover', 1, { days: 7 }, 'Platform rule: homecare research note §5.2')

export type RiskFacts = {
  readonly today: CivilDate
  /** A signed prescription that the company may dispense from on the day of the next supply. */
  readonly hasValidPrescription: boolean
  readonly booked: readonly BookedDelivery[]
}

export type RiskReason =
  | 'stock-not-known'
  | 'run-out'
  | 'runs-out-soon'
  | 'delivery-too-late'
  | 'prescription-late'
  | 'not-booked-late'
  | 'renewal-due'
  | 'paused'
  | 'covered'

export type RiskAnswer = { readonly level: SupplyRisk; readonly reason: RiskReason; readonly sentence: string }

/** The risk of running out, with the reason in words. `cover` is of the stock at home, booked deliveries left out. */
export function supplyRisk(cover: SupplyCover, { today, hasValidPrescription, booked }: RiskFacts): RiskAnswer {
  if (cover.state === 'unknown')
    return { level: 'unknown', reason: 'stock-not-known', sentence: UNKNOWN_WORDS[cover.why] }
  if (cover.state === 'paused') return { level: 'none', reason: 'paused', sentence: 'Doses are paused' }
  if (cover.state !== 'runs-out')
    return { level: 'none', reason: 'covered', sentence: 'Stock covers every dose to come' }
  const { firstUncovered, deadlines } = cover
  const coming = booked.filter(({ arrivesOn, units }) => arrivesOn >= today && units > 0)
  const isInTime = coming.some(({ arrivesOn }) => arrivesOn <= firstUncovered)
  const left = daysBetween(today, firstUncovered)
  const next = formatDate(firstUncovered)
  if (left <= CRITICAL_COVER.value.days && !isInTime) {
    if (coming.length > 0) {
      return {
        level: 'critical',
        reason: 'delivery-too-late',
        sentence: `The booked delivery comes after the dose of ${next}`,
      }
    }
    return left <= 0
      ? {
          level: 'critical',
          reason: 'run-out',
          sentence: 'There is no stock for today’s dose and no delivery is booked',
        }
      : {
          level: 'critical',
          reason: 'runs-out-soon',
          sentence: `Stock runs out in ${count(left, 'day')} and no delivery is booked`,
        }
  }
  if (!hasValidPrescription && today > deadlines.prescriptionAtCompanyBy) {
    return {
      level: 'red',
      reason: 'prescription-late',
      sentence: `The homecare company needed a prescription by ${formatDate(deadlines.prescriptionAtCompanyBy)}`,
    }
  }
  if (isInTime) return { level: 'none', reason: 'covered', sentence: `A delivery is booked before the dose of ${next}` }
  if (today > deadlines.deliverBy) {
    return {
      level: 'red',
      reason: 'not-booked-late',
      sentence: `A delivery was needed by ${formatDate(deadlines.deliverBy)}`,
    }
  }
  if (!hasValidPrescription && today >= deadlines.askBy) {
    return {
      level: 'amber',
      reason: 'renewal-due',
      sentence: `A prescription must be signed by ${formatDate(deadlines.signBy)}`,
    }
  }
  return {
    level: 'none',
    reason: 'covered',
    sentence: `Doses are covered until ${formatDate(addDays(firstUncovered, -1))}`,
  }
}

const UNKNOWN_WORDS: Record<UnknownCover, string> = {
  'never-counted': 'Nobody has counted the stock at home: ask for a stock check',
  disputed: 'The patient and the company do not agree about the stock at home: ask for a stock check',
  'not-believed': 'The stock brought in from another system has not been checked: ask for a stock check',
  'batch-not-counted': 'One of the batches at home has not been counted: ask for a stock check',
  'count-makes-no-sense': 'The stock recorded makes no sense: ask for a stock check',
  'dose-not-known': 'The dose is not recorded in a way that can be counted: enter it again',
}

/** The order of the worklist: unknown first, then the first uncovered dose, then those who are covered. */
export function compareCover(one: SupplyCover, other: SupplyCover): number {
  if (one.state === 'runs-out' && other.state === 'runs-out') {
    return compareCivilDates(one.firstUncovered, other.firstUncovered)
  }
  return ORDER[one.state] - ORDER[other.state]
}

const ORDER: Record<SupplyCover['state'], number> = { unknown: 0, 'runs-out': 1, paused: 2, lasts: 3, ends: 4 }
