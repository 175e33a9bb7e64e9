import { type Machine, type Transition } from '../../../core/values/state-machine.ts'
import { HOMECARE_ROLES, type HomecareRole } from '../therapies/homecare-role.ts'
import type { PrescriptionFacts } from './prescription-facts.ts'
import * as guard from './prescription-guards.ts'
import {
  PRESCRIPTION_EVENTS,
  PRESCRIPTION_STATES,
  type PrescriptionEvent,
  type PrescriptionState,
} from './prescription-state.ts'

type Row = Transition<PrescriptionState, PrescriptionEvent, HomecareRole, PrescriptionFacts>

const row = (
  from: Row['from'],
  event: PrescriptionEvent,
  to: PrescriptionState,
  by: Row['by'],
  ...guards: Row['guards']
): Row => ({ from, event, to, by, guards })

const writers = ['prescriber', 'delegate'] as const
const proposal = [
  guard.therapyOpen,
  guard.enrolled,
  guard.brandNamed,
  guard.contentSound,
  guard.quantityFits,
  guard.withinDuration,
]
const screening = [
  guard.notThePrescriber,
  guard.brandNamed,
  guard.contentSound,
  guard.gatesAnswered,
  guard.fundingNoted,
  guard.monitoringNoted,
]
const signing = [
  guard.thePrescriber,
  guard.confirmedAgain,
  guard.strongSignIn,
  guard.allergyKnown,
  guard.inScope,
  guard.therapyOpen,
  guard.noRival,
]
/** States before a signature that counts. */
export const NOT_SIGNED = ['draft', 'proposed', 'in-screening', 'queried', 'screened', 'signed-unscreened'] as const
const beforeSupply = ['signed', 'ordered', 'transmitted', 'unacknowledged', 'company-query', 'acknowledged'] as const

/** One prescription: §9.4 of the homecare note. What is signed never changes; a change is a new prescription. */
export const PRESCRIPTION: Machine<PrescriptionState, PrescriptionEvent, HomecareRole, PrescriptionFacts> = {
  name: 'prescription',
  initial: 'not-begun',
  terminal: ['discarded', 'declined', 'completed', 'cancelled', 'expired', 'replaced', 'superseded'],
  states: PRESCRIPTION_STATES,
  events: PRESCRIPTION_EVENTS,
  roles: HOMECARE_ROLES,
  transitions: [
    row(['not-begun'], 'begin', 'draft', writers, guard.therapyOpen, guard.enrolled),
    row(NOT_SIGNED, 'discard', 'discarded', [...writers, 'system'], guard.reasonGiven),
    row(['draft'], 'propose', 'proposed', ['prescriber'], ...proposal),
    row(['proposed'], 'classify', 'in-screening', ['system'], guard.classified),
    row(['in-screening', 'signed-unscreened'], 'query', 'queried', ['pharmacist', 'checker'], guard.reasonGiven),
    row(['queried'], 'answer-query', 'proposed', ['prescriber'], guard.queryAnswered),
    row(['in-screening'], 'screen', 'screened', ['pharmacist'], ...screening, guard.classified),
    row(['in-screening'], 'screen', 'screened', ['checker'], ...screening, guard.checkerLane),
    row(
      ['in-screening', 'queried', 'signed-unscreened'],
      'decline',
      'declined',
      ['pharmacist'],
      guard.notThePrescriber,
      guard.reasonGiven,
    ),
    row(
      ['proposed', 'in-screening'],
      'sign-first',
      'signed-unscreened',
      ['prescriber'],
      guard.signFirstAllowed,
      ...signing,
      guard.classified,
      guard.contentAsRead,
    ),
    row(
      ['signed-unscreened'],
      'screen',
      'signed',
      ['pharmacist'],
      ...screening,
      guard.sameContent,
      guard.signatureVerified,
      guard.therapyOpen,
      guard.noRival,
    ),
    row(
      ['signed-unscreened'],
      'screen',
      'signed',
      ['checker'],
      ...screening,
      guard.checkerLane,
      guard.sameContent,
      guard.signatureVerified,
      guard.therapyOpen,
      guard.noRival,
    ),
    // A change voids the screening, and with it any signature.
    row(
      ['proposed', 'in-screening', 'screened', 'signed-unscreened'],
      'amend',
      'proposed',
      [...writers, 'system'],
      ...proposal,
    ),
    row(['screened'], 'sign', 'signed', ['prescriber'], ...signing, guard.sameContent),
    row(['signed'], 'order', 'ordered', ['pharmacy-team', 'pharmacist'], guard.ordered, guard.therapyOpen),
    row(
      ['ordered'],
      'transmit',
      'transmitted',
      ['system'],
      guard.mayLeave,
      guard.valid,
      guard.signatureVerified,
      guard.therapyOpen,
      guard.noRival,
    ),
    row(
      ['transmitted', 'unacknowledged', 'company-query'],
      'acknowledge',
      'acknowledged',
      ['company', 'company-pharmacist'],
      guard.digestEchoed,
      guard.signatureVerified,
    ),
    row(
      ['transmitted', 'unacknowledged'],
      'company-query',
      'company-query',
      ['company', 'company-pharmacist'],
      guard.reasonGiven,
    ),
    row(
      ['company-query'],
      'replace',
      'replaced',
      ['prescriber', 'system'],
      guard.replacementSigned,
      guard.notDispensed,
      guard.openRecalled,
    ),
    row(['transmitted'], 'go-quiet', 'unacknowledged', ['system'], guard.answerLate),
    row(['acknowledged'], 'supply', 'in-supply', ['system'], guard.dispensed, guard.signatureVerified),
    row(['in-supply', 'partly-cancelled', 'too-late'], 'complete', 'completed', ['system'], guard.noneOpen),
    row(
      [...beforeSupply, 'in-supply'],
      'request-cancel',
      'cancel-requested',
      ['prescriber', 'system'],
      guard.reasonGiven,
    ),
    row(
      ['cancel-requested'],
      'confirm-cancel',
      'cancelled',
      ['company', 'company-pharmacist', 'system'],
      guard.noneDispatched,
      guard.openRecalled,
    ),
    row(
      ['cancel-requested'],
      'confirm-part-cancel',
      'partly-cancelled',
      ['company', 'company-pharmacist'],
      guard.someDispatched,
      guard.undeliveredListed,
    ),
    row(['cancel-requested'], 'refuse-cancel', 'too-late', ['company', 'company-pharmacist'], guard.someDispatched),
    row([...beforeSupply], 'expire', 'expired', ['system'], guard.pastLastDay, guard.notDispensed, guard.openRecalled),
    row(['in-supply'], 'expire', 'expired', ['system'], guard.pastLastDay, guard.openRecalled),
    row(
      [...beforeSupply, 'in-supply'],
      'supersede',
      'superseded',
      ['system'],
      guard.replacementAcknowledged,
      guard.openRecalled,
    ),
  ],
}
