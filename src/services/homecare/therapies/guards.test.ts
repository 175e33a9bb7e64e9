import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { step } from '../../../core/values/state-machine.ts'
import { DELIVERY, type DeliveryEvent, type DeliveryFacts, type DeliveryState } from '../deliveries/delivery.ts'
import { ENROLMENT, type EnrolmentEvent, type EnrolmentFacts, type EnrolmentState } from '../enrolments/enrolment.ts'
import { PRESCRIPTION } from '../prescriptions/prescription.ts'
import type { HomecareRole } from './homecare-role.ts'
import { THERAPY, type TherapyEvent, type TherapyFacts, type TherapyState } from './therapy.ts'
import { DELIVERY_FACTS, ENROLMENT_FACTS, PRESCRIPTION_FACTS, THERAPY_FACTS } from './world.test-support.ts'

type Row<State, Event, Facts> = readonly [State, Event, HomecareRole, Partial<Facts>, string]

const names = (answer: ReturnType<typeof step>): string =>
  answer.ok ? answer.moved.to : answer.refusals.map(({ name }) => name).join()

describe('A registration', () => {
  const rows: Row<EnrolmentState, EnrolmentEvent, EnrolmentFacts>[] = [
    ['not-begun', 'begin', 'clinician', {}, 'draft'],
    ['not-begun', 'begin', 'clinician', { isTraced: false }, 'not-traced'],
    ['not-begun', 'begin', 'clinician', { isTraced: false, untracedReason: 'Overseas visitor' }, 'draft'],
    ['not-begun', 'begin', 'clinician', { isSchemeOpen: false }, 'scheme-closed'],
    ['draft', 'send-to-pharmacy', 'clinician', { hasAgreement: false, contacts: 1 }, 'no-agreement,too-few-contacts'],
    ['draft', 'send-to-pharmacy', 'clinician', { hasAddress: false }, 'no-address'],
    ['draft', 'send-to-pharmacy', 'clinician', { isAllergyKnown: false }, 'allergies-unknown'],
    ['draft', 'send-to-pharmacy', 'clinician', { hasSupportProgrammeChoice: false }, 'no-support-choice'],
    ['awaiting-pharmacy', 'return', 'pharmacy-team', { reason: '' }, 'no-reason'],
    ['awaiting-pharmacy', 'submit', 'pharmacy-team', { isChecklistDone: false }, 'checklist'],
    ['awaiting-pharmacy', 'submit', 'pharmacy-team', { hasOtherForSubstance: true }, 'other-registration'],
    ['submitted', 'accept', 'company', { accountReference: ' ' }, 'no-account'],
    ['submitted', 'go-quiet', 'system', { isAnswerLate: false }, 'not-late'],
    ['stalled', 'accept', 'company', {}, 'accepted'],
    ['accepted', 'activate', 'system', { isFirstDeliveryProven: false }, 'no-delivery'],
    ['active', 'suspend', 'clinician', { hasReviewDate: false }, 'no-review'],
    ['suspended', 'resume', 'clinician', { hasOtherForSubstance: true }, 'other-registration'],
    ['transferring', 'close', 'pharmacy-team', { isNewRegistrationAccepted: false }, 'new-not-accepted'],
    ['transferring', 'close', 'pharmacy-team', { openDeliveries: 1 }, 'deliveries-open'],
    ['active', 'withdraw', 'patient', {}, 'withdrawn'],
    ['active', 'record-death', 'system', { reason: '' }, 'deceased'],
    ['deceased', 'resume', 'clinician', {}, 'not-now'],
  ]
  for (const [state, event, role, facts, answer] of rows)
    it(`${state}, ${event} by ${role}: ${answer}`, () =>
      assert.equal(names(step(ENROLMENT, state, event, { role, id: 'x' }, { ...ENROLMENT_FACTS, ...facts })), answer))
})

describe('A treatment', () => {
  const rows: Row<TherapyState, TherapyEvent, TherapyFacts>[] = [
    ['not-begun', 'plan', 'prescriber', { hasSameSubstance: true }, 'same-substance'],
    ['not-begun', 'plan', 'prescriber', { hasOtherBiologic: true }, 'two-biologics'],
    ['not-begun', 'plan', 'prescriber', { hasOtherBiologic: true, twoBiologicsReason: 'Agreed' }, 'planned'],
    ['planned', 'start', 'system', { hasLoadingLeft: true }, 'initiating'],
    ['planned', 'start', 'system', {}, 'maintained'],
    ['initiating', 'settle', 'system', { hasLoadingLeft: true }, 'loading-left'],
    ['maintained', 'pause', 'clinician', { hasRestartRule: false }, 'no-restart-rule'],
    ['maintained', 'pause', 'clinician', { hasReviewDate: false }, 'no-review'],
    ['paused', 'restart', 'clinician', { isPauseOverLimit: true }, 'restart-decision'],
    ['paused', 'restart', 'clinician', { isPauseOverLimit: true, hasRestartDecision: true }, 'maintained'],
    ['paused', 'restart', 'clinician', { hasLoadingLeft: true }, 'initiating'],
    ['changing', 'confirm-dose', 'system', { isNewPrescriptionAcknowledged: false }, 'not-acknowledged'],
    ['changing', 'keep-dose', 'prescriber', {}, 'maintained'],
    ['changing', 'keep-dose', 'prescriber', { hasOpenPause: true }, 'paused'],
    ['changing', 'keep-dose', 'prescriber', { hasOpenPause: true, reason: '' }, 'no-reason'],
    ['maintained', 'stop', 'patient', {}, 'not-your-role'],
    ['maintained', 'stop', 'prescriber', { reason: '' }, 'no-reason'],
    [
      'stopping',
      'confirm-stop',
      'system',
      { openDeliveries: 1, isEveryOpenDeliveryRecalled: false },
      'deliveries-open',
    ],
    ['stopping', 'confirm-stop', 'system', { openDeliveries: 1 }, 'stopped'],
    ['stopped', 'restart', 'prescriber', {}, 'not-now'],
  ]
  for (const [state, event, role, facts, answer] of rows)
    it(`${state}, ${event} by ${role}: ${answer} with ${JSON.stringify(facts)}`, () =>
      assert.equal(names(step(THERAPY, state, event, { role, id: 'x' }, { ...THERAPY_FACTS, ...facts })), answer))
})

describe('A delivery', () => {
  const rows: Row<DeliveryState, DeliveryEvent, DeliveryFacts>[] = [
    ['planned', 'come-due', 'system', { isContactWindowOpen: false }, 'too-early'],
    ['due', 'contact', 'company', { isStockCounted: false }, 'no-count'],
    ['contacted', 'defer', 'patient', { isBufferKept: false }, 'buffer'],
    ['contacted', 'defer', 'patient', { isBufferKept: false, isEscalated: true }, 'deferred'],
    ['contacted', 'book', 'patient', {}, 'booked'],
    ['contacted', 'book', 'patient', { isPrescriptionInForce: false }, 'not-in-force'],
    ['contacted', 'book', 'patient', { isSupplyHeld: true }, 'supply-held'],
    ['contacted', 'book', 'patient', { isInTime: false, reason: '' }, 'late-slot'],
    ['contacted', 'book', 'patient', { recipientAge: 15 }, 'recipient'],
    ['contacted', 'book', 'patient', { recipientAge: undefined }, 'recipient'],
    ['contacted', 'book', 'patient', { isWithinMostCover: false }, 'too-much'],
    ['booked', 'dispense', 'company-pharmacist', {}, 'dispensed'],
    ['booked', 'dispense', 'company', {}, 'not-your-role'],
    ['booked', 'dispense', 'company-pharmacist', { pack: 'wrong' }, 'wrong-pack'],
    ['booked', 'dispense', 'company-pharmacist', { pack: 'unknown' }, 'unknown-pack'],
    ['booked', 'dispense', 'company-pharmacist', { pack: 'unknown-released', reason: '' }, 'unknown-pack'],
    ['booked', 'dispense', 'company-pharmacist', { pack: 'unknown-released' }, 'dispensed'],
    ['booked', 'dispense', 'company-pharmacist', { batch: '' }, 'no-batch'],
    ['booked', 'dispense', 'company-pharmacist', { isExpiryAfterLastDose: false }, 'expiry'],
    ['booked', 'dispense', 'company-pharmacist', { isWithinSignedQuantity: false }, 'over-quantity'],
    ['booked', 'dispense', 'company-pharmacist', { isSignatureVerified: false }, 'signature'],
    [
      'booked',
      'dispense',
      'company-pharmacist',
      { dispensingRefusals: [{ name: 'expired', sentence: 'Expired' }] },
      'expired',
    ],
    ['dispensed', 'dispatch', 'courier', { isSupplyHeld: true }, 'supply-held'],
    ['dispatched', 'deliver', 'courier', { hasProof: false }, 'no-proof'],
    ['recall-requested', 'deliver', 'courier', { wasDispensed: false }, 'never-dispensed'],
    ['recall-requested', 'deliver', 'courier', {}, 'delivered'],
    ['dispatched', 'fail', 'courier', { reason: '' }, 'no-reason'],
    ['quarantined', 'release', 'pharmacist', { outcome: '' }, 'no-outcome'],
    ['delivered', 'dispute', 'patient', { isWithinDisputeTime: false }, 'dispute-late'],
    ['delivered', 'reconcile', 'system', { isInvoiceMatched: false }, 'no-invoice'],
    ['delivered', 'request-recall', 'prescriber', {}, 'not-now'],
  ]
  for (const [state, event, role, facts, answer] of rows)
    it(`${state}, ${event} by ${role}: ${answer} with ${JSON.stringify(facts)}`, () =>
      assert.equal(names(step(DELIVERY, state, event, { role, id: 'x' }, { ...DELIVERY_FACTS, ...facts })), answer))
})

describe('Each guard of a prescription', () => {
  it('that nobody else tests refuses by its name', () => {
    const tried = [
      ['draft', 'begin', 'prescriber', {}, 'not-now'],
      [
        'not-begun',
        'begin',
        'delegate',
        { isTherapyOpen: false, mayEnrolmentPrescribe: false },
        'no-therapy,not-registered',
      ],
      [
        'ordered',
        'transmit',
        'system',
        { routeRefusals: [{ name: 'paper-only', sentence: 'Print it' }] },
        'paper-only',
      ],
      ['ordered', 'transmit', 'system', { validityRefusals: [{ name: 'expired', sentence: 'Expired' }] }, 'expired'],
      ['signed', 'order', 'pharmacy-team', { hasOrderReference: false }, 'no-order'],
      ['company-query', 'replace', 'prescriber', {}, 'no-replacement'],
      ['company-query', 'replace', 'prescriber', { isReplacementSigned: true, hasDispensed: true }, 'dispensed'],
      ['in-supply', 'complete', 'system', { openDeliveries: 1 }, 'deliveries-open'],
      ['cancel-requested', 'refuse-cancel', 'company', {}, 'nothing-sent'],
      [
        'cancel-requested',
        'confirm-part-cancel',
        'company',
        { hasDispensed: true, hasUndeliveredList: false },
        'no-balance',
      ],
      [
        'cancel-requested',
        'confirm-cancel',
        'company',
        { openDeliveries: 1, isEveryOpenDeliveryRecalled: false },
        'deliveries-not-recalled',
      ],
      ['screened', 'sign', 'prescriber', { isActorThePrescriber: true, isInScopeOfPractice: false }, 'out-of-scope'],
      [
        'in-screening',
        'screen',
        'pharmacist',
        { gateRefusals: [{ name: 'dose-high', sentence: 'High' }] },
        'dose-high',
      ],
    ] as const
    for (const [state, event, role, facts, answer] of tried)
      assert.equal(
        names(step(PRESCRIPTION, state, event, { role, id: 'x' }, { ...PRESCRIPTION_FACTS, ...facts })),
        answer,
      )
  })
})
