import type { Refusal } from '../../../core/values/refusal.ts'

/** Where a delivery can go, as its patient says it. */
export const OWN_PLACES = {
  usual: 'My usual address for deliveries',
  other: 'Another address, for this delivery only',
  collect: 'I will collect it',
  call: 'Call me to arrange it',
} as const
export type OwnPlace = keyof typeof OWN_PLACES

/** What "usual" means when the clinic has arranged where this one delivery goes. */
export const AS_ARRANGED = 'Where the clinic has arranged that it goes'

/**
 * Where someone lives whose record is sensitive is neither shown nor sent from here. What the clinic has arranged stands, and
 * is changed with the clinic.
 */
export const placesFor = (isSensitive: boolean, isArranged: boolean): readonly OwnPlace[] =>
  isArranged ? ['usual', 'call'] : isSensitive ? ['collect', 'call'] : ['usual', 'other', 'collect', 'call']

export const OWN_RECIPIENTS = { me: 'I will', someone: 'Someone else will' } as const

const CALL_US = 'We cannot book this here. Call us and we will arrange it with you'
const WORDS: Readonly<Record<string, { readonly field: string; readonly sentence: string }>> = {
  'late-slot': {
    field: 'reason',
    sentence: 'This day is later than you need your medicine. Choose an earlier day, or tell us why it must be later',
  },
  recipient: {
    field: 'recipient',
    sentence: 'Someone aged 16 or over must take the delivery. Tell us who',
  },
}

/** A delivery that cannot be put off here. */
export const putOffErrors = { form: 'We cannot put this off here. Call us and we will arrange it with you' }

/** What stood in the way of a booking, in words for the patient, beside the box that it is about. */
export function bookingErrors(refusals: readonly Refusal[]): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { name } of refusals) {
    const { field, sentence } = WORDS[name] ?? { field: 'form', sentence: CALL_US }
    errors[field] = sentence
  }
  return errors
}
