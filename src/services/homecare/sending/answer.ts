/** What a homecare company can say of a prescription that it was sent. */
export const ANSWERS = {
  acknowledged: 'They accept it',
  queried: 'They have a question about it',
  cancelled: 'They cancelled all of it',
  'partly-cancelled': 'They cancelled part of it: some was already sent',
  'too-late': 'It is too late to cancel: it was already sent',
} as const
export type AnswerKind = keyof typeof ANSWERS

/** Why a company asks: §5.3 of the research note, from the return and query codes of EPS and what companies ask of homecare. */
export const COMPANY_REASONS = {
  signature: 'The signature or date is missing or not right',
  order: 'The order number is missing',
  quantity: 'The quantity',
  'dose-unclear': 'The dose is not clear',
  'brand-missing': 'The brand is missing',
  'not-registered': 'The patient is not registered with us',
  funding: 'Funding',
  'blood-tests': 'Blood tests',
  duplicate: 'We have another prescription for this',
  address: 'The address',
  'nurse-service': 'The nurse service does not match',
  'cannot-supply': 'We cannot supply this medicine',
  expired: 'It has expired',
  unreadable: 'We cannot read it',
  other: 'Something else',
} as const
export type CompanyReason = keyof typeof COMPANY_REASONS

/** What a company said, as it travels and as it is recorded on its behalf. */
export type Answer =
  | { readonly kind: 'acknowledged'; readonly digest: string | null }
  | { readonly kind: 'queried'; readonly reason: CompanyReason; readonly words: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'partly-cancelled' | 'too-late'; readonly undelivered: readonly number[] }

/** The step of the prescription that an answer is. */
export const EVENT_OF = {
  acknowledged: 'acknowledge',
  queried: 'company-query',
  cancelled: 'confirm-cancel',
  'partly-cancelled': 'confirm-part-cancel',
  'too-late': 'refuse-cancel',
} as const satisfies Record<AnswerKind, string>

/** How a query of the company ends on each side. */
export const QUERY_ENDS = {
  accepted: 'The company accepted the prescription',
  replaced: 'Replaced by a new prescription',
  'cancel-asked': 'A cancellation was asked for',
  answered: 'Answered',
} as const

/** Numbers of deliveries as people type them: “2, 3”. Undefined when it is no such list. */
export function readNumbers(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '')
  return parts.length > 0 && parts.every((part) => /^[1-9]\d?$/.test(part)) ? parts.map(Number) : undefined
}
