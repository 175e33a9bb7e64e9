import { unverified } from '../../../core/values/sourced-rule.ts'

/** Days for which a count of the stock at home answers for a booking. */
export const COUNT_FRESH = unverified('count-fresh', 1, { days: 7 }, 'Platform rule: homecare research note §9.6')

/** Hours after a delivery in which its patient can say here that something is wrong with it. After that they call. */
export const DISPUTE_TIME = unverified('dispute-time', 1, { hours: 72 }, 'Platform rule: homecare research note §9.6')

/** Hours after which a company that was asked to stop a delivery is telephoned. */
export const RECALL_ANSWER = unverified('recall-answer', 1, { hours: 24 }, 'Platform rule: nobody has set one')
