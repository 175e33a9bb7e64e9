import type { Schedule } from '../../../core/medicines/controlled-drug.ts'
import { type DeliveryState, isHandedOver, isOpenDelivery } from '../deliveries/delivery.ts'
import type { EnrolmentState } from '../enrolments/enrolment.ts'
import { isInForce, type PrescriptionState } from '../prescriptions/prescription-state.ts'
import type { TherapyState } from './therapy.ts'

// What one patient's homecare looks like at a moment, for rules that look across the machines.

export type EnrolmentSnapshot = {
  readonly id: string
  readonly state: EnrolmentState
  readonly ownerId: string | undefined
  readonly isCoverKnown: boolean
  readonly isOnWorklist: boolean
}
export type TherapySnapshot = { readonly id: string; readonly state: TherapyState }
export type PrescriptionSnapshot = {
  readonly id: string
  readonly therapyId: string
  readonly enrolmentId: string
  readonly state: PrescriptionState
  /** The prescription of the same treatment that this one follows. */
  readonly replacesId: string | undefined
  readonly prescriberId: string
  readonly screenerId: string | undefined
  readonly orderedById: string | undefined
  readonly paidById: string | undefined
  readonly schedule: Schedule
  readonly leftBy: 'electronic' | 'eps' | 'ink' | undefined
  readonly signedUnits: number
  /** Units beyond the signed quantity that a pharmacist recorded under reg 217B. */
  readonly recordedExtraUnits: number
}
export type DeliverySnapshot = {
  readonly id: string
  readonly prescriptionId: string
  readonly state: DeliveryState
  readonly units: number
  /** What was so when it was dispensed. */
  readonly dispensed:
    { readonly wasSigned: boolean; readonly isSignatureVerified: boolean; readonly wasInWindow: boolean } | undefined
}
/** A query, an override or a failure: something that must end with an outcome. */
export type MatterSnapshot = {
  readonly id: string
  readonly kind: 'query' | 'override' | 'failure'
  readonly isClosed: boolean
  readonly outcome: string
  readonly closedById: string | undefined
}

export type HomecareSnapshot = {
  readonly enrolments: readonly EnrolmentSnapshot[]
  readonly therapies: readonly TherapySnapshot[]
  readonly prescriptions: readonly PrescriptionSnapshot[]
  readonly deliveries: readonly DeliverySnapshot[]
  readonly matters: readonly MatterSnapshot[]
}

const OVER: readonly EnrolmentState[] = ['closed', 'withdrawn', 'deceased']

export const deliveriesOf = (snapshot: HomecareSnapshot, prescriptionId: string): DeliverySnapshot[] =>
  snapshot.deliveries.filter((delivery) => delivery.prescriptionId === prescriptionId)

/** Deliveries that may still arrive and that nobody has asked to stop. */
export const unrecalled = (snapshot: HomecareSnapshot, prescriptionId: string): DeliverySnapshot[] =>
  deliveriesOf(snapshot, prescriptionId).filter(({ state }) => isOpenDelivery(state) && state !== 'recall-requested')

/** Whether supply from a prescription has to stop: the treatment or the registration is held or over. */
export function isSupplyHeld(snapshot: HomecareSnapshot, prescription: PrescriptionSnapshot): boolean {
  const therapy = snapshot.therapies.find(({ id }) => id === prescription.therapyId)
  const enrolment = snapshot.enrolments.find(({ id }) => id === prescription.enrolmentId)
  return (
    therapy === undefined ||
    enrolment === undefined ||
    ['paused', 'stopping', 'stopped'].includes(therapy.state) ||
    [...OVER, 'suspended'].includes(enrolment.state) ||
    prescription.state === 'cancel-requested' ||
    othersInForce(snapshot, prescription).some(({ id }) => unrecalled(snapshot, id).length > 0)
  )
}

export const isTherapyOpen = (snapshot: HomecareSnapshot, therapyId: string): boolean =>
  snapshot.therapies.some(({ id, state }) => id === therapyId && !['not-begun', 'stopping', 'stopped'].includes(state))

/** Every other prescription of the treatment that someone may still be supplied from, older or newer. */
export const othersInForce = (snapshot: HomecareSnapshot, prescription: PrescriptionSnapshot): PrescriptionSnapshot[] =>
  snapshot.prescriptions.filter(
    ({ id, therapyId, state }) => id !== prescription.id && therapyId === prescription.therapyId && isInForce(state),
  )

/** Whether one prescription follows another, at any number of steps. */
export function follows(snapshot: HomecareSnapshot, newer: PrescriptionSnapshot, olderId: string): boolean {
  const seen = new Set<string>()
  for (let id = newer.replacesId; id !== undefined && !seen.has(id);) {
    if (id === olderId) return true
    seen.add(id)
    id = snapshot.prescriptions.find((prescription) => prescription.id === id)?.replacesId
  }
  return false
}

/** In force beside this one and not followed by it: two people prescribing the same treatment (hazard H2). */
export const rivalsOf = (snapshot: HomecareSnapshot, prescription: PrescriptionSnapshot): PrescriptionSnapshot[] =>
  othersInForce(snapshot, prescription).filter(({ id }) => !follows(snapshot, prescription, id))

/** Units handed over or on their way from a prescription. */
export const unitsOut = (snapshot: HomecareSnapshot, prescriptionId: string): number =>
  deliveriesOf(snapshot, prescriptionId)
    .filter(
      ({ state }) => isHandedOver(state) || ['dispensed', 'dispatched', 'failed', 'recall-requested'].includes(state),
    )
    .reduce((sum, { units }) => sum + units, 0)
