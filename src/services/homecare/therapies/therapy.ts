import { type Machine, must, type Transition } from '../../../core/values/state-machine.ts'
import { HOMECARE_ROLES, type HomecareRole } from './homecare-role.ts'

export const THERAPY_STATES = {
  'not-begun': 'Not begun',
  planned: 'Planned',
  initiating: 'Loading doses',
  maintained: 'On treatment',
  paused: 'Paused',
  changing: 'Dose being changed',
  stopping: 'Being stopped',
  stopped: 'Stopped',
} as const
export const THERAPY_EVENTS = {
  plan: 'plan the treatment',
  start: 'start the treatment',
  settle: 'go on to the usual dose',
  pause: 'pause the treatment',
  restart: 'restart the treatment',
  'change-dose': 'change the dose',
  'confirm-dose': 'confirm the new dose',
  'keep-dose': 'keep the old dose',
  stop: 'stop the treatment',
  'confirm-stop': 'confirm that the treatment has stopped',
} as const

export type TherapyState = keyof typeof THERAPY_STATES
export type TherapyEvent = keyof typeof THERAPY_EVENTS

export type TherapyFacts = {
  /** Another treatment that has not stopped with the same substance and route, at any company. */
  readonly hasSameSubstance: boolean
  readonly hasOtherBiologic: boolean
  /** A consultant's recorded reason to give two biologics. */
  readonly twoBiologicsReason: string
  readonly hasLoadingLeft: boolean
  readonly reason: string
  readonly hasRestartRule: boolean
  readonly hasReviewDate: boolean
  readonly isPauseOverLimit: boolean
  /** The decision to screen or load again, or that neither is needed, after a pause beyond the scheme's limit. */
  readonly hasRestartDecision: boolean
  readonly isNewPrescriptionAcknowledged: boolean
  /** A pause that nobody has ended: only a restart ends it, with its decision. */
  readonly hasOpenPause: boolean
  readonly openDeliveries: number
  readonly isEveryOpenDeliveryRecalled: boolean
}

type Row = Transition<TherapyState, TherapyEvent, HomecareRole, TherapyFacts>

const alone = must<TherapyFacts>(
  'same-substance',
  'This patient already has this medicine by this route: stop or move that treatment first',
  ({ hasSameSubstance }) => !hasSameSubstance,
)
const oneBiologic = must<TherapyFacts>(
  'two-biologics',
  'This patient already has a biologic medicine: a consultant must enter the reason for two',
  ({ hasOtherBiologic, twoBiologicsReason }) => !hasOtherBiologic || twoBiologicsReason.trim() !== '',
)
const reasonGiven = must<TherapyFacts>('no-reason', 'Enter the reason', ({ reason }) => reason.trim() !== '')
const decided = must<TherapyFacts>(
  'restart-decision',
  'The pause was longer than the scheme allows: decide whether to screen or load again',
  ({ isPauseOverLimit, hasRestartDecision }) => !isPauseOverLimit || hasRestartDecision,
)
const loading = must<TherapyFacts>(
  'no-loading',
  'There are no loading doses left',
  ({ hasLoadingLeft }) => hasLoadingLeft,
)
const loaded = must<TherapyFacts>('loading-left', 'Finish the loading doses first', (facts) => !facts.hasLoadingLeft)
const notPaused = must<TherapyFacts>(
  'still-paused',
  'The treatment is still paused: restart it first',
  ({ hasOpenPause }) => !hasOpenPause,
)
const stillPaused = must<TherapyFacts>('not-paused', 'The treatment is not paused', ({ hasOpenPause }) => hasOpenPause)
const clinicians = ['prescriber', 'clinician'] as const

const row = (
  from: Row['from'],
  event: TherapyEvent,
  to: TherapyState,
  by: Row['by'],
  ...guards: Row['guards']
): Row => ({
  from,
  event,
  to,
  by,
  guards,
})

/** One patient, substance and route. */
export const THERAPY: Machine<TherapyState, TherapyEvent, HomecareRole, TherapyFacts> = {
  name: 'treatment',
  initial: 'not-begun',
  terminal: ['stopped'],
  states: THERAPY_STATES,
  events: THERAPY_EVENTS,
  roles: HOMECARE_ROLES,
  transitions: [
    row(['not-begun'], 'plan', 'planned', ['prescriber', 'clinician', 'delegate'], alone, oneBiologic),
    row(['planned'], 'start', 'initiating', ['system', 'prescriber'], alone, oneBiologic, loading),
    row(['planned'], 'start', 'maintained', ['system', 'prescriber'], alone, oneBiologic, loaded),
    row(['initiating'], 'settle', 'maintained', ['system'], loaded),
    row(
      ['initiating', 'maintained'],
      'pause',
      'paused',
      clinicians,
      reasonGiven,
      must('no-restart-rule', 'Say how doses go on after the pause', ({ hasRestartRule }) => hasRestartRule),
      must('no-review', 'Enter the date to look at this again', ({ hasReviewDate }) => hasReviewDate),
    ),
    row(['paused'], 'restart', 'initiating', clinicians, decided, loading),
    row(['paused'], 'restart', 'maintained', clinicians, decided, loaded),
    row(['initiating', 'maintained', 'paused'], 'change-dose', 'changing', ['prescriber'], reasonGiven),
    row(
      ['changing'],
      'confirm-dose',
      'maintained',
      ['system'],
      must(
        'not-acknowledged',
        'The company has not yet accepted the new prescription',
        (facts) => facts.isNewPrescriptionAcknowledged,
      ),
    ),
    row(['changing'], 'keep-dose', 'maintained', ['prescriber'], reasonGiven, notPaused),
    row(['changing'], 'keep-dose', 'paused', ['prescriber'], reasonGiven, stillPaused),
    row(
      ['planned', 'initiating', 'maintained', 'paused', 'changing'],
      'stop',
      'stopping',
      [...clinicians, 'system'],
      reasonGiven,
    ),
    row(
      ['stopping'],
      'confirm-stop',
      'stopped',
      ['system'],
      must(
        'deliveries-open',
        'Wait until each delivery not yet made is recalled',
        (facts) => facts.openDeliveries === 0 || facts.isEveryOpenDeliveryRecalled,
      ),
    ),
  ],
}
