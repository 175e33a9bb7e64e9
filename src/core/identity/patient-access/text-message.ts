/** What became of a text message, with the words of screens. Handing it over is not delivering it. */
export const TEXT_STATES = {
  queued: 'Waiting to be sent',
  sending: 'Being sent',
  'handed-over': 'Handed to the text message service',
  'delivery-not-confirmed': 'Delivery not confirmed',
  failed: 'Not sent',
} as const
export type TextState = keyof typeof TEXT_STATES

/** How often a service that says "not now" is asked: the code in the message does not live long. */
export const MOST_TEXT_TRIES = 4
