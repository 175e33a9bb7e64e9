/** Lawful bases of the UK GDPR that something can be disclosed under. */
export const BASES = {
  'public-task-care': 'Public task (Article 6(1)(e)) and health or social care (Article 9(2)(h))',
  'legitimate-interests-care': 'Legitimate interests (Article 6(1)(f)) and health or social care (Article 9(2)(h))',
  'legal-duty': 'Legal obligation (Article 6(1)(c))',
} as const
export type Basis = keyof typeof BASES

/** Common-law grounds for passing on what was told in confidence: not the same question as the lawful basis. */
export const GROUNDS = {
  'direct-care': 'Implied consent: for the person’s own care',
  'explicit-consent': 'The person said yes to this',
  'legal-duty': 'The law requires it',
  'not-confidential': 'Holds nothing that was told in confidence',
} as const
export type Ground = keyof typeof GROUNDS

/** Why a person stopped a disclosure that could not be delivered. */
export const STOP_REASONS = {
  'wrong-recipient': 'It was for another organisation',
  'sent-another-way': 'It was sent another way',
  'no-longer-needed': 'It is no longer needed',
  mistake: 'It was made by mistake',
} as const
export type StopReason = keyof typeof STOP_REASONS

/** Tries before a person has to look: the first, and five more over about a minute. */
export const TRIES = 6

export const SENT_STATES = {
  waiting: 'On its way',
  delivered: 'Delivered',
  failed: 'Not delivered',
  stopped: 'Stopped',
} as const
export type SentState = keyof typeof SENT_STATES

export const RECEIVED_STATES = {
  waiting: 'Arrived',
  applied: 'In the record',
  superseded: 'Overtaken by a newer one',
  failed: 'Not in the record',
} as const
export type ReceivedState = keyof typeof RECEIVED_STATES

/** Where a disclosure is on the sender's side. */
export function sentState(row: { deliveredAt: Date | null; stoppedAt: Date | null; attempts: number }): SentState {
  if (row.deliveredAt) return 'delivered'
  if (row.stoppedAt) return 'stopped'
  return row.attempts >= TRIES ? 'failed' : 'waiting'
}

/** Where a disclosure is on the recipient's side. */
export function receivedState(row: {
  appliedAt: Date | null
  supersededAt: Date | null
  attempts: number
}): ReceivedState {
  if (row.appliedAt) return 'applied'
  if (row.supersededAt) return 'superseded'
  return row.attempts >= TRIES ? 'failed' : 'waiting'
}

/** Whether a disclosure was sent after another about the same thing. Identifiers made in the same millisecond decide a draw. */
export function isNewer(one: Sent, other: Sent): boolean {
  const difference = one.sentAt.getTime() - other.sentAt.getTime()
  return difference > 0 || (difference === 0 && one.disclosureId > other.disclosureId)
}
interface Sent {
  readonly sentAt: Date
  readonly disclosureId: string
}

/** The names of everything that a content holds, such as `patient.nhsNumber`: what the sender's records say was disclosed. */
export function fieldsOf(content: unknown, at = ''): readonly string[] {
  if (content === undefined || content === null) return []
  if (Array.isArray(content)) return [...new Set(content.flatMap((item) => fieldsOf(item, `${at}[]`)))]
  if (typeof content !== 'object') return [at || 'content']
  return Object.entries(content).flatMap(([name, value]) => fieldsOf(value, at ? `${at}.${name}` : name))
}

/** Bytes of the largest content: beyond this, send a reference to a file. */
export const LARGEST_CONTENT = 512 * 1024

/** What travels with the content from one side to the other. */
export interface Envelope {
  readonly disclosureId: string
  readonly kind: string
  readonly sender: { readonly tenantId: string; readonly name: string; readonly odsCode: string | null }
  readonly sentAt: Date
}
