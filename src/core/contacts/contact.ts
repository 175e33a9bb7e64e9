/** Which way a contact went, with the words of screens. */
export const DIRECTIONS = { out: 'We contacted them', in: 'They contacted us' } as const
export type Direction = keyof typeof DIRECTIONS

export const CHANNELS = {
  telephone: 'Telephone',
  'in-person': 'In person',
  video: 'Video',
  letter: 'Letter',
  email: 'Email',
  text: 'Text message',
  other: 'Another way',
} as const
export type Channel = keyof typeof CHANNELS

export const WITH_WHOM = {
  patient: 'The patient',
  'related-person': 'Someone on their record',
  other: 'Someone else',
} as const
export type WithWhom = keyof typeof WITH_WHOM

/** How a contact ended. `reached`: somebody answered, so attempts are counted anew. `tried`: it counts as an attempt. */
export const CONTACT_OUTCOMES = {
  spoke: { words: 'Spoke', effect: 'reached' },
  received: { words: 'Received from them', effect: 'reached' },
  sent: { words: 'Sent', effect: 'neither' },
  'message-left': { words: 'Left a message', effect: 'tried' },
  'no-answer': { words: 'No answer', effect: 'tried' },
  'wrong-details': { words: 'Wrong number or address', effect: 'tried' },
  'not-delivered': { words: 'Came back or was not delivered', effect: 'tried' },
  declined: { words: 'Did not want to talk', effect: 'reached' },
} as const
export type ContactOutcome = keyof typeof CONTACT_OUTCOMES

export const outcomeWords = (outcome: string): string =>
  Object.hasOwn(CONTACT_OUTCOMES, outcome) ? CONTACT_OUTCOMES[outcome as ContactOutcome].words : outcome

/** A call, letter or conversation about a patient, as someone writes it down. */
export interface ContactEntry {
  readonly direction: Direction
  readonly channel: Channel
  readonly happenedAt: Date
  readonly withWhom: WithWhom
  /** Who it was, when they are on the patient's record. */
  readonly relatedPersonId?: string | undefined
  /** Who it was, when they are not. */
  readonly withName?: string | undefined
  readonly summary: string
  readonly outcome: ContactOutcome
}

export const CONTACT_REFUSALS = {
  'in-the-future': 'Date and time of the contact must be now or in the past',
  'too-long-ago': 'Date of the contact must be in the last 5 years',
  'with-nobody': 'Enter who it was with',
  'not-on-record': 'Select someone on the patient’s record',
  'nothing-said': 'Enter what was said or done',
  'does-not-fit': 'Select how it ended: this does not fit a contact that they started',
} as const
export type ContactRefusal = keyof typeof CONTACT_REFUSALS

const FIVE_YEARS = 5 * 366 * 24 * 3_600_000

/** Why a contact cannot be written down so. `relatedPeople` are those on the patient's record. */
export function whyNotRecorded(
  entry: ContactEntry,
  relatedPeople: readonly string[],
  now: Date,
): ContactRefusal | undefined {
  if (entry.happenedAt > now) return 'in-the-future'
  if (now.getTime() - entry.happenedAt.getTime() > FIVE_YEARS) return 'too-long-ago'
  if (entry.withWhom === 'related-person' && !relatedPeople.includes(entry.relatedPersonId ?? ''))
    return 'not-on-record'
  if (entry.withWhom === 'other' && !entry.withName?.trim()) return 'with-nobody'
  if (entry.direction === 'in' && CONTACT_OUTCOMES[entry.outcome].effect === 'tried') return 'does-not-fit'
  // Nobody was reached, so there is nothing to sum up.
  return entry.summary.trim() === '' && CONTACT_OUTCOMES[entry.outcome].effect !== 'tried' ? 'nothing-said' : undefined
}

/** Attempts since somebody was last reached. Contacts newest first; those recorded by mistake do not count. */
export function attemptsSince(
  contacts: readonly { readonly direction: Direction; readonly outcome: string; readonly isMistake: boolean }[],
): number {
  let attempts = 0
  for (const { direction, outcome, isMistake } of contacts) {
    const effect = Object.hasOwn(CONTACT_OUTCOMES, outcome)
      ? CONTACT_OUTCOMES[outcome as ContactOutcome].effect
      : 'neither'
    if (isMistake) continue
    if (effect === 'reached') return attempts
    if (direction === 'out' && effect === 'tried') attempts += 1
  }
  return attempts
}
