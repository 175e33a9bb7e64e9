import { type Machine, must, type Transition } from '../../../core/values/state-machine.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { HOMECARE_ROLES, type HomecareRole } from '../therapies/homecare-role.ts'

export const DELIVERY_STATES = {
  'not-begun': 'Not begun',
  planned: 'Planned',
  due: 'Due',
  contacted: 'Patient contacted',
  deferred: 'Put off',
  booked: 'Booked',
  dispensed: 'Dispensed',
  dispatched: 'On its way',
  delivered: 'Delivered',
  failed: 'Did not arrive',
  returned: 'Returned to the homecare company',
  quarantined: 'Delivered: do not use yet',
  released: 'Delivered: safe to use',
  destroyed: 'Destroyed',
  disputed: 'Delivered: something is wrong',
  reconciled: 'Delivered and paid',
  'recall-requested': 'Being recalled',
  recalled: 'Recalled',
} as const
export const DELIVERY_EVENTS = {
  plan: 'plan the delivery',
  'come-due': 'mark the delivery as due',
  contact: 'record the contact with the patient',
  defer: 'put the delivery off',
  'come-back': 'make the delivery due again',
  book: 'book the delivery',
  dispense: 'dispense the delivery',
  dispatch: 'send the delivery out',
  deliver: 'record the delivery as made',
  fail: 'record that the delivery did not arrive',
  rebook: 'arrange the delivery again',
  'take-back': 'record the delivery as returned',
  quarantine: 'mark the delivery as not to be used',
  release: 'release the delivery for use',
  destroy: 'record the delivery as destroyed',
  dispute: 'say that something is wrong',
  settle: 'settle what was wrong',
  reconcile: 'match the delivery to its invoice',
  'request-recall': 'ask for the delivery back',
  'confirm-recall': 'confirm that the delivery was stopped',
} as const

export type DeliveryState = keyof typeof DELIVERY_STATES
export type DeliveryEvent = keyof typeof DELIVERY_EVENTS

export type DeliveryFacts = {
  readonly isPrescriptionInForce: boolean
  readonly isSupplyHeld: boolean
  readonly isContactWindowOpen: boolean
  readonly isStockCounted: boolean
  /** Put off, the delivery still comes before the buffer is used. */
  readonly isBufferKept: boolean
  readonly isEscalated: boolean
  readonly isInTime: boolean
  readonly reason: string
  readonly recipientAge: number | undefined
  /** Stock at home with this delivery stays within the scheme's most. */
  readonly isWithinMostCover: boolean
  /** From prescription validity and controlled drug routing, on the day of dispensing. */
  readonly dispensingRefusals: readonly Refusal[]
  readonly isSignatureVerified: boolean
  readonly pack: 'right' | 'wrong' | 'unknown' | 'unknown-released'
  readonly batch: string
  readonly isExpiryAfterLastDose: boolean
  readonly isWithinSignedQuantity: boolean
  readonly wasDispensed: boolean
  readonly hasProof: boolean
  readonly isWithinDisputeTime: boolean
  readonly outcome: string
  readonly isInvoiceMatched: boolean
}

type Row = Transition<DeliveryState, DeliveryEvent, HomecareRole, DeliveryFacts>

const reasonGiven = must<DeliveryFacts>('no-reason', 'Enter the reason', ({ reason }) => reason.trim() !== '')
const outcomeGiven = must<DeliveryFacts>('no-outcome', 'Enter the outcome', ({ outcome }) => outcome.trim() !== '')
const inForce = must<DeliveryFacts>(
  'not-in-force',
  'The prescription is not in force: it is cancelled, replaced, expired or not yet accepted',
  ({ isPrescriptionInForce }) => isPrescriptionInForce,
)
const notHeld = must<DeliveryFacts>(
  'supply-held',
  'Do not supply: the treatment is paused or stopped, or a cancellation has been asked for',
  ({ isSupplyHeld }) => !isSupplyHeld,
)
/** Asked back while only planned, there is nothing that could arrive. */
const wasDispensed = must<DeliveryFacts>(
  'never-dispensed',
  'This delivery was never dispensed: confirm that it was stopped',
  (facts) => facts.wasDispensed,
)
const proven = must<DeliveryFacts>('no-proof', 'Enter the time and who took the delivery', ({ hasProof }) => hasProof)

const row = (
  from: Row['from'],
  event: DeliveryEvent,
  to: DeliveryState,
  by: Row['by'],
  ...guards: Row['guards']
): Row => ({
  from,
  event,
  to,
  by,
  guards,
})

/** One delivery of those that a prescription allows. */
export const DELIVERY: Machine<DeliveryState, DeliveryEvent, HomecareRole, DeliveryFacts> = {
  name: 'delivery',
  initial: 'not-begun',
  terminal: ['returned', 'destroyed', 'reconciled', 'recalled'],
  states: DELIVERY_STATES,
  events: DELIVERY_EVENTS,
  roles: HOMECARE_ROLES,
  transitions: [
    row(['not-begun'], 'plan', 'planned', ['system'], inForce, notHeld),
    row(
      ['planned'],
      'come-due',
      'due',
      ['system'],
      must('too-early', 'It is too early to contact the patient', ({ isContactWindowOpen }) => isContactWindowOpen),
    ),
    row(
      ['due'],
      'contact',
      'contacted',
      ['company', 'patient'],
      must('no-count', 'Count the stock at home first', ({ isStockCounted }) => isStockCounted),
    ),
    row(
      ['contacted'],
      'defer',
      'deferred',
      ['company', 'patient'],
      must(
        'buffer',
        'Putting this off uses up the reserve at home: tell the clinic first',
        (facts) => facts.isBufferKept || facts.isEscalated,
      ),
    ),
    row(['deferred'], 'come-back', 'due', ['system', 'company', 'patient']),
    row(
      ['contacted'],
      'book',
      'booked',
      ['company', 'patient'],
      inForce,
      notHeld,
      must(
        'late-slot',
        'Choose an earlier day, or enter why it must be later',
        (facts) => facts.isInTime || facts.reason.trim() !== '',
      ),
      must(
        'recipient',
        'Name someone aged 16 or over to take the delivery',
        ({ recipientAge }) => recipientAge !== undefined && recipientAge >= 16,
      ),
      must(
        'too-much',
        'The patient would have more at home than the scheme allows',
        (facts) => facts.isWithinMostCover,
      ),
    ),
    row(
      ['booked'],
      'dispense',
      'dispensed',
      ['company-pharmacist'],
      inForce,
      notHeld,
      ({ dispensingRefusals }) => dispensingRefusals,
      must(
        'signature',
        'Do not dispense: the signature does not match the prescription',
        (facts) => facts.isSignatureVerified,
      ),
      must('wrong-pack', 'Do not dispense: this is not the pack that was prescribed', ({ pack }) => pack !== 'wrong'),
      must(
        'unknown-pack',
        'This code is not known: a pharmacist must release it with a reason',
        (facts) => facts.pack !== 'unknown' && (facts.pack !== 'unknown-released' || facts.reason.trim() !== ''),
      ),
      must('no-batch', 'Enter the batch number', ({ batch }) => batch.trim() !== ''),
      must('expiry', 'This pack expires before its last dose', ({ isExpiryAfterLastDose }) => isExpiryAfterLastDose),
      must('over-quantity', 'This is more than the prescription has left', (facts) => facts.isWithinSignedQuantity),
    ),
    row(['dispensed'], 'dispatch', 'dispatched', ['company', 'courier', 'company-pharmacist'], inForce, notHeld),
    row(['dispatched', 'recall-requested'], 'deliver', 'delivered', ['courier', 'company'], wasDispensed, proven),
    row(['dispatched'], 'fail', 'failed', ['courier', 'company'], reasonGiven),
    // It did not come, the patient needs another day, or the treatment was paused over the one that was booked. Whatever holds
    // supply up holds up the next booking: here, it would only let the two sides say different things.
    row(['booked', 'dispensed', 'failed'], 'rebook', 'due', ['company', 'system']),
    row(['failed', 'recall-requested'], 'take-back', 'returned', ['courier', 'company'], reasonGiven),
    row(
      ['delivered', 'disputed'],
      'quarantine',
      'quarantined',
      ['company-pharmacist', 'pharmacist', 'patient'],
      reasonGiven,
    ),
    row(['quarantined'], 'release', 'released', ['company-pharmacist', 'pharmacist'], outcomeGiven),
    row(['quarantined'], 'destroy', 'destroyed', ['company-pharmacist', 'pharmacist'], outcomeGiven),
    row(
      ['delivered', 'released'],
      'dispute',
      'disputed',
      ['patient', 'clinician'],
      must(
        'dispute-late',
        'Call the clinic: it is more than 72 hours since the delivery',
        (facts) => facts.isWithinDisputeTime,
      ),
    ),
    row(['disputed'], 'settle', 'delivered', ['pharmacy-team', 'pharmacist', 'company-pharmacist'], outcomeGiven),
    row(
      ['delivered', 'released'],
      'reconcile',
      'reconciled',
      ['system', 'pharmacy-team'],
      must('no-invoice', 'No invoice matches this delivery', ({ isInvoiceMatched }) => isInvoiceMatched),
    ),
    row(
      ['planned', 'due', 'contacted', 'deferred', 'booked', 'dispensed', 'dispatched', 'failed'],
      'request-recall',
      'recall-requested',
      ['clinician', 'prescriber', 'system'],
      reasonGiven,
    ),
    row(['recall-requested'], 'confirm-recall', 'recalled', ['company', 'company-pharmacist', 'system']),
  ],
}

/** Deliveries that may still reach the patient. */
export const isOpenDelivery = (state: DeliveryState): boolean =>
  [
    'planned',
    'due',
    'contacted',
    'deferred',
    'booked',
    'dispensed',
    'dispatched',
    'failed',
    'recall-requested',
  ].includes(state)
/** Deliveries that were promised for a day. */
export const isPromised = (state: DeliveryState): boolean => PROMISED.includes(state)
export const PROMISED: readonly DeliveryState[] = ['booked', 'dispensed', 'dispatched']

/** Deliveries whose contents were handed over, whatever became of them. */
export const isHandedOver = (state: DeliveryState): boolean =>
  ['delivered', 'quarantined', 'released', 'disputed', 'reconciled', 'destroyed'].includes(state)
