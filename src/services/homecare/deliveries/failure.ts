import { addDays, type CivilDate, daysBetween } from '../../../core/values/civil-date.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import { CRITICAL_COVER } from '../supply-cover/supply-risk.ts'

export const FAILURE_REASONS = {
  'patient-out': 'Nobody was there to take it',
  'no-contact': 'The patient could not be reached',
  'no-stock': 'The homecare company had none',
  vehicle: 'The vehicle or the driver was late or broke down',
  'cold-chain': 'It was not kept cold',
  address: 'The address was wrong or could not be found',
  refused: 'It was refused at the door',
  other: 'Another reason',
} as const
export const FAILURE_FAULTS = {
  company: 'The homecare company',
  courier: 'The courier',
  patient: 'The patient',
  clinic: 'The clinic',
  nobody: 'Nobody',
} as const
export type FailureReason = keyof typeof FAILURE_REASONS
export type FailureFault = keyof typeof FAILURE_FAULTS

export interface Failure {
  readonly code: FailureReason
  readonly fault: FailureFault
  readonly isCritical: boolean
  readonly failedOn: CivilDate
}

/** How late a delivery may be before a failure is critical, whatever stock there is. */
export const CRITICAL_LATENESS = unverified('critical-lateness', 1, { days: 5 }, 'Homecare research note §9.6')

/**
 * Whether somebody must be called today: it is long past the day that was promised, or the first dose that it is for is near.
 * Stock that nobody knows counts as none.
 */
export function isCriticalFailure(facts: {
  readonly today: CivilDate
  readonly bookedOn: CivilDate | undefined
  readonly plannedOn: CivilDate
  readonly usable: number | undefined
}): boolean {
  const { today, bookedOn, plannedOn, usable } = facts
  const isLate = bookedOn !== undefined && daysBetween(bookedOn, today) > CRITICAL_LATENESS.value.days
  return isLate || plannedOn <= addDays(today, CRITICAL_COVER.value.days) || usable === undefined || usable === 0
}
