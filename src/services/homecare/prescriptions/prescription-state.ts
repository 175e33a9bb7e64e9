export const PRESCRIPTION_STATES = {
  'not-begun': 'Not begun',
  draft: 'Being written',
  discarded: 'Discarded before signing',
  proposed: 'Written',
  'in-screening': 'Waiting for clinical screening',
  queried: 'Queried by pharmacy',
  declined: 'Declined by pharmacy',
  screened: 'Screened, waiting for signature',
  'signed-unscreened': 'Signed before clinical screening, waiting to be screened',
  signed: 'Signed',
  ordered: 'Ordered',
  transmitted: 'Sent to the homecare company',
  unacknowledged: 'No answer from the homecare company',
  'company-query': 'Queried by the homecare company',
  acknowledged: 'Accepted by the homecare company',
  'in-supply': 'Being supplied',
  completed: 'All supplied',
  'cancel-requested': 'Cancellation asked for',
  cancelled: 'Cancelled',
  'partly-cancelled': 'Partly cancelled: some was already sent',
  'too-late': 'Too late to cancel: it was already sent',
  expired: 'Expired',
  replaced: 'Replaced after a query',
  superseded: 'Replaced by a newer prescription',
} as const

export const PRESCRIPTION_EVENTS = {
  begin: 'begin a prescription',
  discard: 'discard the prescription',
  propose: 'finish the prescription',
  classify: 'send the prescription for clinical screening',
  query: 'query the prescription',
  'answer-query': 'answer the query',
  screen: 'screen the prescription',
  decline: 'decline the prescription',
  amend: 'change the prescription',
  'sign-first': 'sign before screening',
  sign: 'sign the prescription',
  order: 'record the order',
  transmit: 'send the prescription to the homecare company',
  acknowledge: 'accept the prescription',
  'company-query': 'query the prescription',
  replace: 'replace the prescription',
  'go-quiet': 'mark the prescription as not answered',
  supply: 'record the first supply',
  complete: 'complete the prescription',
  'request-cancel': 'ask to cancel the prescription',
  'confirm-cancel': 'confirm the cancellation',
  'confirm-part-cancel': 'confirm a part cancellation',
  'refuse-cancel': 'say that it is too late to cancel',
  expire: 'mark the prescription as expired',
  supersede: 'mark the prescription as replaced by a newer one',
} as const

export type PrescriptionState = keyof typeof PRESCRIPTION_STATES
export type PrescriptionEvent = keyof typeof PRESCRIPTION_EVENTS

/** Signed and not at an end: someone may still be supplied from it. */
export const IN_FORCE = [
  'signed',
  'ordered',
  'transmitted',
  'unacknowledged',
  'company-query',
  'acknowledged',
  'in-supply',
  'cancel-requested',
  'partly-cancelled',
  'too-late',
] as const satisfies readonly PrescriptionState[]

export const isInForce = (state: PrescriptionState): boolean => (IN_FORCE as readonly string[]).includes(state)

/** States from which the company may dispense. A cancellation that was asked for stops every supply not yet made. */
export const mayDispense = (state: PrescriptionState): boolean => state === 'acknowledged' || state === 'in-supply'
