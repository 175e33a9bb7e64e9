import { type Moved, step, type Machine, eventsFrom } from '../../../core/values/state-machine.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import type { Schedule } from '../../../core/medicines/controlled-drug.ts'
import { DELIVERY, type DeliveryFacts } from '../deliveries/delivery.ts'
import { ENROLMENT, type EnrolmentFacts } from '../enrolments/enrolment.ts'
import { PRESCRIPTION } from '../prescriptions/prescription.ts'
import type { PrescriptionFacts } from '../prescriptions/prescription-facts.ts'
import { isInForce, mayDispense } from '../prescriptions/prescription-state.ts'
import { refuseExit } from '../prescriptions/route.ts'
import {
  type FollowUp,
  followUpsOfDelivery,
  planDeath,
  type PlannedStep,
  planReplacement,
  planStop,
  planWithdrawal,
} from './cascade.ts'
import { deliveryFactsOf, prescriptionFactsOf } from './facts-of.ts'
import type { HomecareRole } from './homecare-role.ts'
import type { DeliverySnapshot, HomecareSnapshot, PrescriptionSnapshot } from './snapshot.ts'
import { THERAPY, type TherapyFacts } from './therapy.ts'

type Open<T> = { -readonly [Key in keyof T]: T[Key] }
export type World = { [Key in keyof HomecareSnapshot]: Open<HomecareSnapshot[Key][number]>[] } & {
  followUps: FollowUp[]
}

export const ENROLMENT_FACTS: EnrolmentFacts = {
  isTraced: true,
  untracedReason: '',
  isSchemeOpen: true,
  hasAgreement: true,
  hasAddress: true,
  contacts: 2,
  isAllergyKnown: true,
  hasSupportProgrammeChoice: true,
  isChecklistDone: true,
  hasOtherForSubstance: false,
  reason: 'Why',
  accountReference: 'A1',
  isAnswerLate: true,
  isFirstDeliveryProven: true,
  hasReviewDate: true,
  isNewRegistrationAccepted: true,
  openDeliveries: 0,
}
export const THERAPY_FACTS: TherapyFacts = {
  hasSameSubstance: false,
  hasOtherBiologic: false,
  twoBiologicsReason: '',
  hasLoadingLeft: false,
  reason: 'Why',
  hasRestartRule: true,
  hasReviewDate: true,
  isPauseOverLimit: false,
  hasRestartDecision: false,
  isNewPrescriptionAcknowledged: true,
  hasOpenPause: false,
  openDeliveries: 0,
  isEveryOpenDeliveryRecalled: true,
}
export const PRESCRIPTION_FACTS: PrescriptionFacts = {
  isTherapyOpen: true,
  mayEnrolmentPrescribe: true,
  hasRival: false,
  isBiologic: true,
  hasBrand: true,
  contentRefusals: [],
  quantity: { fits: true, why: 'exact', needed: 8, sentence: 'Quantity is what the doses need' },
  isWithinDuration: true,
  class: 'new',
  maySchemeCheckerScreen: true,
  isActorThePrescriber: false,
  gateRefusals: [],
  hasFundingNote: true,
  hasMonitoringNote: true,
  reason: 'Why',
  queryOutcome: 'Clarified',
  maySignFirst: true,
  isConfirmedAgain: true,
  signsWith: 'passkey',
  isAllergyKnown: true,
  isInScopeOfPractice: true,
  isSameContent: true,
  isSignatureVerified: true,
  routeRefusals: [],
  validityRefusals: [],
  hasOrderReference: true,
  isDigestEchoed: true,
  isAnswerLate: true,
  isReplacementSigned: false,
  isReplacementAcknowledged: false,
  hasDispensed: false,
  openDeliveries: 0,
  isEveryOpenDeliveryRecalled: true,
  isAnyDeliveryDispatched: false,
  isPastLastDay: true,
  hasUndeliveredList: true,
}
export const DELIVERY_FACTS: DeliveryFacts = {
  isPrescriptionInForce: true,
  isSupplyHeld: false,
  isContactWindowOpen: true,
  isStockCounted: true,
  isBufferKept: true,
  isEscalated: false,
  isInTime: true,
  reason: 'Why',
  recipientAge: 40,
  isWithinMostCover: true,
  dispensingRefusals: [],
  isSignatureVerified: true,
  pack: 'right',
  batch: 'B1',
  isExpiryAfterLastDose: true,
  isWithinSignedQuantity: true,
  hasProof: true,
  wasDispensed: true,
  isWithinDisputeTime: true,
  outcome: 'Settled',
  isInvoiceMatched: true,
}

const prescription = (id: string, replacesId: string | undefined, schedule: Schedule): Open<PrescriptionSnapshot> => ({
  id,
  therapyId: 't',
  enrolmentId: 'e',
  state: 'not-begun',
  replacesId,
  prescriberId: 'doctor',
  screenerId: undefined,
  orderedById: undefined,
  paidById: undefined,
  schedule,
  leftBy: undefined,
  signedUnits: 8,
  recordedExtraUnits: 0,
})
const delivery = (id: string, prescriptionId: string, units: number): Open<DeliverySnapshot> => ({
  id,
  prescriptionId,
  state: 'not-begun',
  units,
  dispensed: undefined,
})

/** One patient, one registration, one treatment; a prescription, its renewal, a rival of neither, and two deliveries of each. */
export const newWorld = (schedule: Schedule): World => ({
  enrolments: [{ id: 'e', state: 'not-begun', ownerId: 'nurse', isCoverKnown: false, isOnWorklist: true }],
  therapies: [{ id: 't', state: 'not-begun' }],
  prescriptions: [
    prescription('p', undefined, schedule),
    prescription('q', 'p', schedule),
    prescription('rival', undefined, schedule),
  ],
  deliveries: [
    ...['p', 'q', 'rival'].flatMap((id) => [
      delivery(`${id}1`, id, 4),
      delivery(`${id}2`, id, 4),
      delivery(`${id}3`, id, 4),
    ]),
  ],
  matters: [],
  followUps: [],
})

/** The same world once the first prescription is accepted and its renewal is sent. */
export function underWay(): World {
  const world = newWorld('none')
  world.enrolments[0]!.state = 'accepted'
  world.therapies[0]!.state = 'maintained'
  const [first, renewal] = world.prescriptions
  Object.assign(first!, { state: 'acknowledged', screenerId: 'pharmacist', leftBy: 'electronic' })
  Object.assign(renewal!, { state: 'transmitted', screenerId: 'pharmacist', leftBy: 'electronic' })
  return world
}

export type Act = { on: PlannedStep['on']; id: string; event: string; role: HomecareRole; actorId: string }
export type Tweaks = {
  isSignatureVerified: boolean
  isPassword: boolean
  isWindowOpen: boolean
  hasReason: boolean
  hasProof: boolean
  isLoading: boolean
}

/** Takes one step in the world as a command would: facts worked out from the world, then whatever follows. */
export function act(world: World, { on, id, event, role, actorId }: Act, tweaks: Tweaks): readonly Refusal[] {
  const actor = { role, id: actorId }
  const reason = tweaks.hasReason ? 'Why' : ''
  if (on === 'enrolment') {
    const one = world.enrolments.find((found) => found.id === id)!
    return taken(ENROLMENT, one, event, actor, { ...ENROLMENT_FACTS, reason }, () => {
      if (event === 'record-death') follow(world, planDeath(world))
      if (event === 'withdraw') follow(world, planWithdrawal(world, id))
    })
  }
  if (on === 'therapy') {
    const one = world.therapies.find((found) => found.id === id)!
    const facts = { ...THERAPY_FACTS, reason, hasLoadingLeft: tweaks.isLoading }
    return taken(THERAPY, one, event, actor, facts, () => {
      if (event === 'stop') follow(world, planStop(world, id))
    })
  }
  if (on === 'prescription') {
    const one = world.prescriptions.find((found) => found.id === id)!
    const facts: PrescriptionFacts = {
      ...PRESCRIPTION_FACTS,
      ...prescriptionFactsOf(world, one),
      reason,
      isActorThePrescriber: actorId === one.prescriberId,
      signsWith: tweaks.isPassword ? 'password' : 'passkey',
      isSignatureVerified: tweaks.isSignatureVerified,
      routeRefusals: [refuseExit(one.schedule, 'disclosure')].flatMap((refusal) => refusal ?? []),
    }
    return taken(PRESCRIPTION, one, event, actor, facts, () => {
      if (event === 'screen') one.screenerId = actorId
      if (event === 'transmit') one.leftBy = 'electronic'
      if (event === 'acknowledge') follow(world, planReplacement(world, one))
    })
  }
  const one = world.deliveries.find((found) => found.id === id)!
  const under = world.prescriptions.find((found) => found.id === one.prescriptionId)!
  const facts: DeliveryFacts = {
    ...DELIVERY_FACTS,
    ...deliveryFactsOf(world, one),
    reason,
    hasProof: tweaks.hasProof,
    isSignatureVerified: tweaks.isSignatureVerified,
    dispensingRefusals: tweaks.isWindowOpen ? [] : [{ name: 'expired', sentence: 'This prescription has expired' }],
  }
  return taken(DELIVERY, one, event, actor, facts, ({ from, to }) => {
    world.followUps.push(...followUpsOfDelivery(from, to))
    // What was packed goes back to the shelf, as keepAct writes it down.
    if (event === 'rebook') one.dispensed = undefined
    if (event !== 'dispense') return
    one.dispensed = {
      wasSigned: isInForce(under.state),
      isSignatureVerified: facts.isSignatureVerified,
      wasInWindow: tweaks.isWindowOpen,
    }
    // The first supply moves the prescription in the same transaction.
    if (mayDispense(under.state) && under.state === 'acknowledged') under.state = 'in-supply'
  })
}

/** As `act` by Troth itself, which has its reason; a step of a plan that is refused is a fault of the plan. */
function follow(world: World, plan: readonly PlannedStep[]): void {
  for (const planned of plan) {
    // The step that began the plan has been taken.
    const state = stateOf(world, planned)
    const machine = MACHINES[planned.on] as Machine<string, string, HomecareRole, never>
    if (!eventsFrom(machine, state).includes(planned.event)) continue
    const refusals = act(world, { ...planned, role: 'system', actorId: 'troth' }, STEADY)
    if (refusals.length > 0)
      throw new Error(`${planned.on} ${planned.event}: ${refusals.map(({ name }) => name).join()}`)
  }
}

const STEADY: Tweaks = {
  isSignatureVerified: true,
  isPassword: false,
  isWindowOpen: true,
  hasReason: true,
  hasProof: true,
  isLoading: false,
}

export const MACHINES = { enrolment: ENROLMENT, therapy: THERAPY, prescription: PRESCRIPTION, delivery: DELIVERY }

export function stateOf(world: World, { on, id }: { on: PlannedStep['on']; id: string }): string {
  const list = {
    enrolment: world.enrolments,
    therapy: world.therapies,
    prescription: world.prescriptions,
    delivery: world.deliveries,
  }[on]
  return (list as readonly { id: string; state: string }[]).find((found) => found.id === id)!.state
}

function taken<State extends string, Event extends string, Facts>(
  machine: Machine<State, Event, HomecareRole, Facts>,
  one: { state: State },
  event: string,
  actor: { role: HomecareRole; id: string },
  facts: Facts,
  then: (moved: Moved<State, Event>) => void,
): readonly Refusal[] {
  const answer = step(machine, one.state, event as Event, actor, facts)
  if (!answer.ok) return answer.refusals
  one.state = answer.moved.to
  then(answer.moved)
  return []
}
