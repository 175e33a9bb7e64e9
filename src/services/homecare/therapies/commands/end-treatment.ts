import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { HomecareWork } from '../../tables.ts'
import { loadSnapshot } from '../queries/load-snapshot.ts'
import { getTherapy } from '../queries/therapies.ts'
import { type HomecareSnapshot, unrecalled } from '../snapshot.ts'
import { isOpenDelivery } from '../../deliveries/delivery.ts'
import { reviewPause } from '../task-reasons.ts'
import { therapyStep } from './therapy-step.ts'

/** What is left to do once a plan to stop has been carried out: doses end today, and the treatment with them when nothing can still arrive unflagged. */
export async function endTreatment(
  tx: AnyTx,
  ctx: Context,
  therapyId: string,
  recordIds: readonly string[],
  reason: string,
): Promise<void> {
  const own = asTx<HomecareWork>(tx)
  await own
    .updateTable('homecare.dose_plan')
    .set({ ends_on: ctx.clock.today() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('therapy_id', '=', therapyId)
    .where('replaced_at', 'is', null)
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>', ctx.clock.today())]))
    .execute()
  await closeTasksOf(tx, ctx, { reason: reviewPause, key: therapyId, outcome: 'stopped' })
  const therapy = await getTherapy(own, ctx.tenantId, therapyId)
  if (therapy.state !== 'stopping') return
  const snapshot = await loadSnapshot(own, ctx.tenantId, recordIds)
  await therapyStep(tx, ctx, therapy, 'confirm-stop', { ...openOf(snapshot, therapyId), reason }, { isSystem: true })
}

/** What of a treatment can still arrive. */
function openOf(snapshot: HomecareSnapshot, therapyId: string) {
  const mine = snapshot.prescriptions.filter((one) => one.therapyId === therapyId).map(({ id }) => id)
  return {
    openDeliveries: snapshot.deliveries.filter(
      ({ prescriptionId, state }) => mine.includes(prescriptionId) && isOpenDelivery(state),
    ).length,
    isEveryOpenDeliveryRecalled: mine.every((id) => unrecalled(snapshot, id).length === 0),
  }
}
