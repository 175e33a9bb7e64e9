/** What became of an e-mail, with the words of screens. */
export const EMAIL_STATES = {
  queued: 'Waiting',
  sending: 'Being sent',
  'handed-over': 'Handed to the mail server',
  'delivery-not-confirmed': 'Delivery not confirmed',
  failed: 'Not sent',
} as const
export type EmailState = keyof typeof EMAIL_STATES

/** An e-mail as a mail server takes it: plain text, one recipient. */
export interface Email {
  /** Stable over every try, so that a receiver can tell a second copy. */
  readonly messageId: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** What a mail server answered. `not-now`: it did not take it and may later. `unknown`: it may have taken it. */
export type HandOver =
  { readonly result: 'handed-over' } | { readonly result: 'not-now' | 'refused' | 'unknown'; readonly problem: string }

/** How often a mail server that says "not now" is asked. */
export const MOST_ATTEMPTS = 6

/** What to do after a try: settle the e-mail, or try again later. */
export function afterHandOver(
  answer: HandOver,
  attempts: number,
): { readonly state: Exclude<EmailState, 'sending'>; readonly problem: string | null } {
  switch (answer.result) {
    case 'handed-over':
      return { state: 'handed-over', problem: null }
    case 'unknown':
      return { state: 'delivery-not-confirmed', problem: answer.problem }
    case 'refused':
      return { state: 'failed', problem: answer.problem }
    case 'not-now':
      return { state: attempts >= MOST_ATTEMPTS ? 'failed' : 'queued', problem: answer.problem }
  }
}
