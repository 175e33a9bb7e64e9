import type { Nation } from '../../../core/values/bank-holidays.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import { dateOfDay } from '../../../core/values/day-number.ts'
import { unverified } from '../../../core/values/sourced-rule.ts'
import { workingDaysEarlier } from '../../../core/values/working-days.ts'

/** How long each step takes. The company's days are its nation's; the others are the organisation's. */
export type SupplyTimes = {
  readonly bufferDays: number
  /** Working days. */
  readonly companyLead: number
  readonly pharmacyLead: number
  readonly clinicLead: number
  readonly nation: Nation
  readonly companyNation: Nation
}

/** Used until a scheme sets its own. Two weeks of buffer is what homecare companies and ministers both cite. */
export const USUAL_SUPPLY_TIMES = unverified(
  'supply-times',
  1,
  {
    bufferDays: 14,
    companyLead: 10,
    pharmacyLead: 3,
    clinicLead: 5,
    nation: 'england-and-wales',
    companyNation: 'england-and-wales',
  },
  'Buffer: Sciensus delivery pages and HL debate, May 2024. Leads: platform rule until the organisation sets its own',
)

/** The last day for each step, so that a delivery arrives before the buffer is used. */
export type Deadlines = {
  readonly deliverBy: CivilDate
  readonly prescriptionAtCompanyBy: CivilDate
  readonly signBy: CivilDate
  readonly bloodsBy: CivilDate
  readonly fundingBy: CivilDate
  readonly askBy: CivilDate
}

/** The deadlines that follow from the day number of the first uncovered dose. Leads of 0 stay on the same day. */
export function deadlinesFor(firstUncovered: number, times: SupplyTimes): Deadlines {
  const deliverBy = firstUncovered - times.bufferDays
  const atCompany = workingDaysEarlier(times.companyNation, deliverBy, times.companyLead)
  const sign = workingDaysEarlier(times.nation, atCompany, times.pharmacyLead)
  const signBy = dateOfDay(sign)
  return {
    deliverBy: dateOfDay(deliverBy),
    prescriptionAtCompanyBy: dateOfDay(atCompany),
    signBy,
    bloodsBy: signBy,
    fundingBy: signBy,
    askBy: dateOfDay(workingDaysEarlier(times.nation, sign, times.clinicLead)),
  }
}
