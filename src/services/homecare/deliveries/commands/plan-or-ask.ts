import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import { getPrescription } from '../../prescriptions/queries/prescriptions.ts'
import type { HomecareWork } from '../../tables.ts'
import { notPlanned } from '../task-reasons.ts'
import { planDeliveries } from './plan-deliveries.ts'

/** Plans the deliveries of a prescription, or has a person find out why that cannot be done. Call `lockHomecare` first. */
export async function planOrAsk(
  tx: AnyTx,
  ctx: Context,
  prescriptionId: string,
  plan: typeof planDeliveries = planDeliveries,
): Promise<void> {
  const answer = await plan(tx, ctx, prescriptionId)
  if (!('refusals' in answer)) {
    await closeTasksOf(tx, ctx, { reason: notPlanned, key: prescriptionId, outcome: 'planned' })
    return
  }
  const { patientId } = await getPrescription(asTx<HomecareWork>(tx), ctx.tenantId, prescriptionId)
  await createTask(tx, ctx, {
    reason: notPlanned,
    owner: { role: 'pharmacist' },
    patientId,
    key: prescriptionId,
    note: answer.refusals.map(({ sentence }) => sentence).join('. '),
  })
}
