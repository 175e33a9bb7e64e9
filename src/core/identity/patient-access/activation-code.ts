import { addDays, type CivilDate } from '../../values/civil-date.ts'
import { civilDateOf, instantOf } from '../../values/london-time.ts'

/** How a code reaches the person. */
export const CODE_CHANNELS = { letter: 'Letter', text: 'Text message' } as const
export type CodeChannel = keyof typeof CODE_CHANNELS

/** Our choice, with no national rule found behind it: a letter takes days to arrive, a text message seconds. */
export const ACTIVATION_RULES = {
  letterDays: 14,
  textMinutes: 30,
  /** Wrong dates of birth with one code, after which it no longer works. */
  mostAttempts: 5,
  verified: false,
} as const

/** A code as the record keeps it: everything but the code. */
export interface ActivationCode {
  readonly codeId: string
  readonly patientId: string
  readonly channel: CodeChannel
  readonly madeBy: string
  readonly madeAt: Date
  readonly endsAt: Date
  readonly attempts: number
  readonly usedAt: Date | null
  readonly revokedAt: Date | null
}

export const CODE_STATES = {
  waiting: 'Not used yet',
  used: 'Used',
  revoked: 'Replaced or taken back',
  'too-many-attempts': 'Stopped: too many wrong tries',
  expired: 'Out of date',
} as const
export type CodeState = keyof typeof CODE_STATES

/** What a code amounts to at an instant. Only one that is waiting opens anything. */
export function codeState(
  code: Pick<ActivationCode, 'usedAt' | 'revokedAt' | 'attempts' | 'endsAt'>,
  now: Date,
): CodeState {
  if (code.usedAt !== null) return 'used'
  if (code.revokedAt !== null) return 'revoked'
  if (code.attempts >= ACTIVATION_RULES.mostAttempts) return 'too-many-attempts'
  return now.getTime() >= code.endsAt.getTime() ? 'expired' : 'waiting'
}

/** When a code made now stops working: a letter's at the end of its last day, so that the letter can name the day. */
export function codeEndsAt(channel: CodeChannel, madeAt: Date): Date {
  if (channel === 'text') return new Date(madeAt.getTime() + ACTIVATION_RULES.textMinutes * 60_000)
  return instantOf(addDays(lastDayOf(madeAt), 1))
}

/** The last day on which a letter's code works, as the letter says it. */
export const lastDayOf = (madeAt: Date): CivilDate => addDays(civilDateOf(madeAt), ACTIVATION_RULES.letterDays)
