import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { UnavailableError } from '../../../../core/errors.ts'
import { SYSTEM_ACTOR_ID } from '../../../../core/context.ts'
import { step } from '../../../../core/values/state-machine.ts'
import { DELIVERY, type DeliveryFacts } from '../../deliveries/delivery.ts'
import { tellCompanyOfCancellation, tellCompanyOfRecall } from '../../prescriptions/commands/announce.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription } from '../../prescriptions/queries/prescriptions.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import type { HomecareWork } from '../../tables.ts'
import type { PlannedStep } from '../../therapies/cascade.ts'

/** Ends what a plan says of prescriptions and deliveries, and asks the company to. A step that is refused undoes all of it. */
export async function endSupply(tx: AnyTx, ctx: Context, plan: readonly PlannedStep[], reason: string): Promise<void> {
  // Deliveries first: a prescription can be cancelled at once only when nothing of it can still arrive.
  for (const planned of plan) if (planned.on === 'delivery') await recall(tx, ctx, planned.id, reason)
  for (const planned of plan) {
    if (planned.on !== 'prescription') continue
    const before = await getPrescription(asTx<HomecareWork>(tx), ctx.tenantId, planned.id)
    const taken = await prescriptionStep(tx, ctx, before, planned.event, { as: ['system'], known: { reason } })
    if (taken.refusals) throw new UnavailableError('A prescription could not be ended')
    if (planned.event === 'request-cancel' && before.leftBy !== undefined) {
      await tellCompanyOfCancellation(tx, ctx, taken.prescription, reason)
    }
  }
}

async function recall(tx: AnyTx, ctx: Context, deliveryId: string, reason: string): Promise<void> {
  const row = await asTx<HomecareWork>(tx)
    .selectFrom('homecare.delivery')
    .select(['prescription_id', 'patient_id', 'number', 'state'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirstOrThrow()
  const facts = { reason } as DeliveryFacts
  const answer = step(DELIVERY, row.state, 'request-recall', { role: 'system', id: SYSTEM_ACTOR_ID }, facts)
  if (!answer.ok) throw new UnavailableError('A delivery could not be asked back')
  const patientId = row.patient_id
  const { moved } = answer
  await takeStep(tx, ctx, { machine: 'delivery', id: deliveryId, patientId, moved, role: 'system', reason })
  await tellCompanyOfRecall(
    tx,
    ctx,
    { deliveryId, prescriptionId: row.prescription_id, patientId, number: row.number, from: row.state },
    reason,
  )
}
