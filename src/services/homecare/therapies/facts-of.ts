import { mayPrescribe } from '../enrolments/enrolment.ts'
import { isOpenDelivery } from '../deliveries/delivery.ts'
import type { DeliveryFacts } from '../deliveries/delivery.ts'
import type { PrescriptionFacts } from '../prescriptions/prescription-facts.ts'
import { isInForce, mayDispense } from '../prescriptions/prescription-state.ts'
import {
  deliveriesOf,
  type DeliverySnapshot,
  follows,
  type HomecareSnapshot,
  isSupplyHeld,
  isTherapyOpen,
  type PrescriptionSnapshot,
  rivalsOf,
  unitsOut,
  unrecalled,
} from './snapshot.ts'

// Facts of the guards that follow from the other machines, so that every caller works them out in the same way.

type PrescriptionSide = Pick<
  PrescriptionFacts,
  | 'isTherapyOpen'
  | 'mayEnrolmentPrescribe'
  | 'hasRival'
  | 'hasDispensed'
  | 'openDeliveries'
  | 'isEveryOpenDeliveryRecalled'
  | 'isAnyDeliveryDispatched'
  | 'isReplacementSigned'
  | 'isReplacementAcknowledged'
>

export function prescriptionFactsOf(snapshot: HomecareSnapshot, prescription: PrescriptionSnapshot): PrescriptionSide {
  const mine = deliveriesOf(snapshot, prescription.id)
  const newer = snapshot.prescriptions.filter((other) => follows(snapshot, other, prescription.id))
  return {
    isTherapyOpen: isTherapyOpen(snapshot, prescription.therapyId),
    mayEnrolmentPrescribe: snapshot.enrolments.some(
      ({ id, state }) => id === prescription.enrolmentId && mayPrescribe(state),
    ),
    hasRival: rivalsOf(snapshot, prescription).length > 0,
    hasDispensed: mine.some(({ dispensed }) => dispensed !== undefined),
    openDeliveries: mine.filter(({ state }) => isOpenDelivery(state)).length,
    isEveryOpenDeliveryRecalled: unrecalled(snapshot, prescription.id).length === 0,
    isAnyDeliveryDispatched: mine.some(
      ({ state, dispensed }) => dispensed !== undefined && !['recalled', 'returned'].includes(state),
    ),
    isReplacementSigned: newer.some(({ state }) => isInForce(state)),
    isReplacementAcknowledged: newer.some(({ state }) => mayDispense(state)),
  }
}

type DeliverySide = Pick<
  DeliveryFacts,
  'isPrescriptionInForce' | 'isSupplyHeld' | 'isWithinSignedQuantity' | 'wasDispensed'
>

export function deliveryFactsOf(
  snapshot: HomecareSnapshot,
  delivery: Pick<DeliverySnapshot, 'prescriptionId' | 'units' | 'dispensed'>,
): DeliverySide {
  const prescription = snapshot.prescriptions.find(({ id }) => id === delivery.prescriptionId)
  const wasDispensed = delivery.dispensed !== undefined
  if (prescription === undefined)
    return { isPrescriptionInForce: false, isSupplyHeld: true, isWithinSignedQuantity: false, wasDispensed }
  const most = prescription.signedUnits + prescription.recordedExtraUnits
  return {
    wasDispensed,
    isPrescriptionInForce: mayDispense(prescription.state),
    isSupplyHeld: isSupplyHeld(snapshot, prescription),
    isWithinSignedQuantity: unitsOut(snapshot, prescription.id) + delivery.units <= most,
  }
}
