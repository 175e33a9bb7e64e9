import { ENROLMENT, type EnrolmentEvent } from '../enrolments/enrolment.ts'
import { DELIVERY, type DeliveryEvent, type DeliveryState } from '../deliveries/delivery.ts'
import { PRESCRIPTION } from '../prescriptions/prescription.ts'
import type { PrescriptionEvent, PrescriptionState } from '../prescriptions/prescription-state.ts'
import { eventsFrom } from '../../../core/values/state-machine.ts'
import { type HomecareSnapshot, othersInForce, type PrescriptionSnapshot } from './snapshot.ts'
import { THERAPY, type TherapyEvent } from './therapy.ts'

/** One step of a plan, for the command to take through `step` as Troth itself. */
export type PlannedStep =
  | { readonly on: 'enrolment'; readonly id: string; readonly event: EnrolmentEvent }
  | { readonly on: 'therapy'; readonly id: string; readonly event: TherapyEvent }
  | { readonly on: 'prescription'; readonly id: string; readonly event: PrescriptionEvent }
  | { readonly on: 'delivery'; readonly id: string; readonly event: DeliveryEvent }

/** What someone must be asked to do because of a step. */
export type FollowUp = 'call-patient' | 'report-incident' | 'find-other-supply' | 'clinical-review'

/**
 * Everything that must happen with the death of a patient, in one transaction: registrations close, treatments stop, what is
 * not signed is discarded, what is signed is asked to be cancelled and every delivery that can still arrive is asked back.
 */
export const planDeath = (snapshot: HomecareSnapshot): PlannedStep[] => [
  ...snapshot.enrolments
    .filter(({ state }) => eventsFrom(ENROLMENT, state).includes('record-death'))
    .map(({ id }) => ({ on: 'enrolment', id, event: 'record-death' }) as const),
  ...snapshot.therapies.flatMap(({ id }) => stopTherapy(snapshot, id)),
  ...snapshot.prescriptions.flatMap((prescription) => endSupply(snapshot, prescription)),
]

/** Stopping one treatment. */
export const planStop = (snapshot: HomecareSnapshot, therapyId: string): PlannedStep[] => [
  ...stopTherapy(snapshot, therapyId),
  ...snapshot.prescriptions
    .filter((prescription) => prescription.therapyId === therapyId)
    .flatMap((prescription) => endSupply(snapshot, prescription)),
]

/** Leaving one homecare company. The treatment goes on, so someone must find another supply. */
export const planWithdrawal = (snapshot: HomecareSnapshot, enrolmentId: string): PlannedStep[] => [
  ...snapshot.enrolments
    .filter(({ id, state }) => id === enrolmentId && eventsFrom(ENROLMENT, state).includes('withdraw'))
    .map(({ id }) => ({ on: 'enrolment', id, event: 'withdraw' }) as const),
  ...snapshot.prescriptions
    .filter((prescription) => prescription.enrolmentId === enrolmentId)
    .flatMap((prescription) => endSupply(snapshot, prescription)),
]

/**
 * Once a new prescription is accepted, deliveries of those it follows are asked back. Not before: until then the old one is
 * the only cover there is. Each old one is superseded when no delivery of it can arrive unflagged.
 */
export const planReplacement = (snapshot: HomecareSnapshot, accepted: PrescriptionSnapshot): PlannedStep[] =>
  othersInForce(snapshot, accepted).flatMap(({ id }) => recallOf(snapshot, id))

const SYSTEM_FOLLOW_UPS: Partial<Record<PrescriptionState, readonly FollowUp[]>> = {
  'too-late': ['call-patient', 'report-incident'],
  'partly-cancelled': ['call-patient', 'report-incident'],
}

/** What follows a step of a prescription: too late to cancel is always a call and an incident (hazard H10). */
export const followUpsOfPrescription = (to: PrescriptionState): readonly FollowUp[] => SYSTEM_FOLLOW_UPS[to] ?? []

/** What follows a step of a delivery: one that arrives though it was asked back is never silent. */
export const followUpsOfDelivery = (from: DeliveryState, to: DeliveryState): readonly FollowUp[] =>
  from === 'recall-requested' && to === 'delivered'
    ? ['call-patient', 'report-incident']
    : to === 'disputed'
      ? ['call-patient']
      : []

function stopTherapy(snapshot: HomecareSnapshot, therapyId: string): PlannedStep[] {
  return snapshot.therapies
    .filter(({ id, state }) => id === therapyId && eventsFrom(THERAPY, state).includes('stop'))
    .map(({ id }) => ({ on: 'therapy', id, event: 'stop' }))
}

function endSupply(snapshot: HomecareSnapshot, { id, state }: PrescriptionSnapshot): PlannedStep[] {
  const events = eventsFrom(PRESCRIPTION, state, 'system')
  const event = (['discard', 'request-cancel'] as const).find((wanted) => events.includes(wanted))
  return [...(event === undefined ? [] : [{ on: 'prescription', id, event } as const]), ...recallOf(snapshot, id)]
}

function recallOf(snapshot: HomecareSnapshot, prescriptionId: string): PlannedStep[] {
  return snapshot.deliveries
    .filter((delivery) => delivery.prescriptionId === prescriptionId)
    .filter(({ state }) => eventsFrom(DELIVERY, state, 'system').includes('request-recall'))
    .map(({ id }) => ({ on: 'delivery', id, event: 'request-recall' }))
}
