import { addMonths, type CivilDate, formatDate } from './civil-date.ts'

export type StalenessRule = { months: number; verified: boolean }

/** How long a telephone number, e-mail or postal address is trusted. Our choice, with no national rule found behind it. */
export const CONTACT_STALENESS: StalenessRule = { months: 12, verified: false }

/** Whether a detail must be confirmed again. One that was never confirmed is stale from the start. */
export function isStale(
  lastConfirmedOn: CivilDate | undefined,
  today: CivilDate,
  rule: StalenessRule = CONTACT_STALENESS,
): boolean {
  return lastConfirmedOn === undefined || staleFrom(lastConfirmedOn, rule) <= today
}

/** The first day on which a detail confirmed on a day is stale. */
export const staleFrom = (lastConfirmedOn: CivilDate, rule: StalenessRule = CONTACT_STALENESS): CivilDate =>
  addMonths(lastConfirmedOn, rule.months)

/** "Confirmed 3 November 2026", with a prompt when that is too long ago or never was. */
export function stalenessText(
  lastConfirmedOn: CivilDate | undefined,
  today: CivilDate,
  rule: StalenessRule = CONTACT_STALENESS,
): string {
  if (lastConfirmedOn === undefined) return 'Never confirmed. Ask if it is right'
  const confirmed = `Confirmed ${formatDate(lastConfirmedOn)}`
  return isStale(lastConfirmedOn, today, rule) ? `${confirmed}. Ask if it is still right` : confirmed
}
