import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { step } from '../../../../core/values/state-machine.ts'
import { ENROLMENT, type EnrolmentFacts } from '../../enrolments/enrolment.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription } from '../../prescriptions/queries/prescriptions.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import type { HomecareWork } from '../../tables.ts'
import type { DeliveryEvent } from '../delivery.ts'
import type { Dispensed } from '../dispensed.ts'
import type { DeliveryCare } from '../queries/delivery-care.ts'

/**
 * What the prescription and the registration take from an act on a delivery: the first dispensing begins the supply, the first
 * proven delivery makes the registration active, and the last one that is settled completes the prescription.
 */
export async function followDelivery(
  tx: AnyTx,
  ctx: Context,
  { delivery, enrolment }: DeliveryCare,
  event: DeliveryEvent,
  dispensed: Dispensed | undefined,
): Promise<void> {
  const own = asTx<HomecareWork>(tx)
  // What was packed and goes back to the shelf does not count either.
  const extra = (dispensed?.extraUnits ?? 0) - (event === 'rebook' ? (delivery.dispensed?.extraUnits ?? 0) : 0)
  if (extra !== 0) {
    await own
      .updateTable('homecare.prescription')
      .set((row) => ({ extra_units: row('extra_units', '+', extra) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('prescription_id', '=', delivery.prescriptionId)
      .execute()
  }
  let prescription = await getPrescription(own, ctx.tenantId, delivery.prescriptionId)
  if (event === 'dispense' && prescription.state === 'acknowledged') {
    const known = { isSignatureVerified: dispensed?.isSignatureVerified === true }
    const supplied = await prescriptionStep(tx, ctx, prescription, 'supply', { as: ['system'], known })
    if (supplied.refusals === undefined) prescription = supplied.prescription
  }
  if (event === 'deliver' && enrolment.state === 'accepted') {
    const { enrolmentId: id } = enrolment
    const facts = { isFirstDeliveryProven: true } as EnrolmentFacts
    const answer = step(ENROLMENT, enrolment.state, 'activate', { role: 'system', id: SYSTEM_ACTOR_ID }, facts)
    if (answer.ok) {
      const { moved } = answer
      await takeStep(tx, ctx, { machine: 'enrolment', id, patientId: delivery.patientId, moved, role: 'system' })
    }
  }
  // Refused while any delivery is open: the machine knows.
  if (CAN_COMPLETE.includes(prescription.state)) {
    await prescriptionStep(tx, ctx, prescription, 'complete', { as: ['system'] })
  }
}

const CAN_COMPLETE: readonly string[] = ['in-supply', 'partly-cancelled', 'too-late']
