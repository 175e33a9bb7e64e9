import { unverified } from '../../../core/values/sourced-rule.ts'

/** Days before the contact window opens from which a person is reminded of the stock check. */
export const REMIND_EARLIER = unverified('remind-earlier', 1, { days: 7 }, 'Platform rule: one week')

/** One reminder for one day of deliveries, whatever their number. The query that looks for it spells it in the same way. */
export const reminderKey = (patientId: string, deliverBy: string): string =>
  `homecare.stock-check:${patientId}:${deliverBy}`
