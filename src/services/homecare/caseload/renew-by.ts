import { addDays, type CivilDate } from '../../../core/values/civil-date.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import type { PaperPrescription } from './wanted.ts'

/** How long before a paper prescription ends one must be written here. */
export const RENEWAL_LEAD = unverified(
  'caseload-renewal-lead',
  1,
  { days: 28 },
  'Platform rule: four weeks to prescribe, screen, sign and deliver',
)

/** The day by which a prescription must be written in Troth: today when nobody said how long the paper one lasts. */
export function renewBy({ validUntil, deliveriesLeft }: PaperPrescription, today: CivilDate): CivilDate {
  if (validUntil === undefined || deliveriesLeft === 0) return today
  const day = addDays(validUntil, -RENEWAL_LEAD.value.days)
  return day < today ? today : day
}
