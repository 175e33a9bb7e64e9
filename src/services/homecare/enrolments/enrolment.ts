import { type Machine, must, type Transition } from '../../../core/values/state-machine.ts'
import { HOMECARE_ROLES, type HomecareRole } from '../therapies/homecare-role.ts'

export const ENROLMENT_STATES = {
  'not-begun': 'Not begun',
  draft: 'Being written',
  'awaiting-pharmacy': 'With pharmacy',
  returned: 'Sent back by pharmacy',
  submitted: 'With the homecare company',
  stalled: 'No answer from the homecare company',
  rejected: 'Refused by the homecare company',
  accepted: 'Accepted',
  active: 'Active',
  suspended: 'Suspended',
  transferring: 'Moving to another company',
  closed: 'Closed',
  withdrawn: 'Withdrawn',
  deceased: 'Closed: the patient has died',
} as const
export const ENROLMENT_EVENTS = {
  begin: 'begin a registration',
  'send-to-pharmacy': 'send the registration to pharmacy',
  return: 'send the registration back',
  correct: 'correct the registration',
  submit: 'send the registration to the homecare company',
  accept: 'accept the registration',
  reject: 'refuse the registration',
  'go-quiet': 'mark the registration as not answered',
  activate: 'make the registration active',
  suspend: 'suspend the registration',
  resume: 'resume the registration',
  'begin-transfer': 'begin a move to another company',
  'keep-company': 'stop the move to another company',
  close: 'close the registration',
  withdraw: 'withdraw the registration',
  'record-death': 'record that the patient has died',
} as const

export type EnrolmentState = keyof typeof ENROLMENT_STATES
export type EnrolmentEvent = keyof typeof ENROLMENT_EVENTS

/** What the guards look at. A fact that is not known is false, so that nothing passes for want of an answer. */
export type EnrolmentFacts = {
  readonly isTraced: boolean
  readonly untracedReason: string
  readonly isSchemeOpen: boolean
  readonly hasAgreement: boolean
  readonly hasAddress: boolean
  readonly contacts: number
  readonly isAllergyKnown: boolean
  readonly hasSupportProgrammeChoice: boolean
  readonly isChecklistDone: boolean
  /** Another registration that is not at its end for the same substance. */
  readonly hasOtherForSubstance: boolean
  readonly reason: string
  readonly accountReference: string
  readonly isAnswerLate: boolean
  readonly isFirstDeliveryProven: boolean
  readonly hasReviewDate: boolean
  readonly isNewRegistrationAccepted: boolean
  readonly openDeliveries: number
}

type Row = Transition<EnrolmentState, EnrolmentEvent, HomecareRole, EnrolmentFacts>

const reasonGiven = must<EnrolmentFacts>('no-reason', 'Enter the reason', ({ reason }) => reason.trim() !== '')
const noOther = must<EnrolmentFacts>(
  'other-registration',
  'This patient already has a registration for this medicine: move or close that one first',
  ({ hasOtherForSubstance }) => !hasOtherForSubstance,
)
const open = [
  'draft',
  'awaiting-pharmacy',
  'returned',
  'submitted',
  'stalled',
  'rejected',
  'accepted',
  'active',
] as const
const notOver = [...open, 'suspended', 'transferring'] as const

const row = (
  from: Row['from'],
  event: EnrolmentEvent,
  to: EnrolmentState,
  by: Row['by'],
  ...guards: Row['guards']
): Row => ({ from, event, to, by, guards })

/** One patient, scheme and homecare company. The screen calls it a homecare registration. */
export const ENROLMENT: Machine<EnrolmentState, EnrolmentEvent, HomecareRole, EnrolmentFacts> = {
  name: 'registration',
  initial: 'not-begun',
  terminal: ['closed', 'withdrawn', 'deceased'],
  states: ENROLMENT_STATES,
  events: ENROLMENT_EVENTS,
  roles: HOMECARE_ROLES,
  transitions: [
    row(
      ['not-begun'],
      'begin',
      'draft',
      ['clinician', 'prescriber', 'delegate'],
      must(
        'not-traced',
        'Trace the patient, or enter why they cannot be traced',
        (facts) => facts.isTraced || facts.untracedReason.trim() !== '',
      ),
      must('scheme-closed', 'Choose a scheme that is open', ({ isSchemeOpen }) => isSchemeOpen),
    ),
    row(
      ['draft'],
      'send-to-pharmacy',
      'awaiting-pharmacy',
      ['clinician', 'prescriber', 'delegate'],
      must('no-agreement', 'Record that the patient agrees to use the service', ({ hasAgreement }) => hasAgreement),
      must('no-address', 'Enter the address for deliveries', ({ hasAddress }) => hasAddress),
      must(
        'too-few-contacts',
        'Enter two people who can be told, or two ways to reach the patient',
        ({ contacts }) => contacts >= 2,
      ),
      must('allergies-unknown', 'Ask about allergies and record the answer', ({ isAllergyKnown }) => isAllergyKnown),
      must(
        'no-support-choice',
        'Record whether the patient wants the manufacturer’s support programme',
        (facts) => facts.hasSupportProgrammeChoice,
      ),
    ),
    row(['awaiting-pharmacy'], 'return', 'returned', ['pharmacy-team', 'pharmacist'], reasonGiven),
    row(['returned', 'rejected'], 'correct', 'draft', ['clinician', 'prescriber', 'delegate']),
    row(
      ['awaiting-pharmacy'],
      'submit',
      'submitted',
      ['pharmacy-team', 'pharmacist'],
      must('checklist', 'Finish the pharmacy checklist', ({ isChecklistDone }) => isChecklistDone),
      noOther,
    ),
    row(
      ['submitted', 'stalled'],
      'accept',
      'accepted',
      ['company'],
      must(
        'no-account',
        'Enter the company’s reference for this patient',
        (facts) => facts.accountReference.trim() !== '',
      ),
    ),
    row(['submitted', 'stalled'], 'reject', 'rejected', ['company'], reasonGiven),
    row(
      ['submitted'],
      'go-quiet',
      'stalled',
      ['system'],
      must('not-late', 'The company still has time to answer', ({ isAnswerLate }) => isAnswerLate),
    ),
    row(
      ['accepted'],
      'activate',
      'active',
      ['system'],
      must('no-delivery', 'The first delivery is not proven yet', ({ isFirstDeliveryProven }) => isFirstDeliveryProven),
    ),
    row(
      ['active'],
      'suspend',
      'suspended',
      ['clinician', 'prescriber'],
      reasonGiven,
      must('no-review', 'Enter the date to look at this again', ({ hasReviewDate }) => hasReviewDate),
    ),
    row(['suspended'], 'resume', 'active', ['clinician', 'prescriber'], noOther),
    row(['active', 'accepted'], 'begin-transfer', 'transferring', ['pharmacy-team', 'pharmacist'], reasonGiven),
    row(['transferring'], 'keep-company', 'active', ['pharmacy-team', 'pharmacist'], noOther),
    row(
      ['transferring'],
      'close',
      'closed',
      ['pharmacy-team', 'pharmacist'],
      must('new-not-accepted', 'Wait until the new company has accepted', (facts) => facts.isNewRegistrationAccepted),
      must(
        'deliveries-open',
        'Wait until the old company has no deliveries left',
        ({ openDeliveries }) => openDeliveries === 0,
      ),
    ),
    row(notOver, 'withdraw', 'withdrawn', ['patient', 'clinician', 'prescriber'], reasonGiven),
    row(notOver, 'record-death', 'deceased', ['system', 'clinician', 'prescriber']),
  ],
}

/** States in which prescriptions may be written: §9.4. */
export const mayPrescribe = (state: EnrolmentState): boolean =>
  ['submitted', 'stalled', 'accepted', 'active', 'transferring'].includes(state)

/** States at the end. */
export const OVER_STATES: readonly EnrolmentState[] = ['closed', 'withdrawn', 'deceased']

/** States in which the homecare company knows of the registration and is told what changes. */
export const WITH_COMPANY_STATES: readonly EnrolmentState[] = [
  'submitted',
  'stalled',
  'accepted',
  'active',
  'suspended',
  'transferring',
]
export const isWithCompany = (state: EnrolmentState): boolean => WITH_COMPANY_STATES.includes(state)
