import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask, type TaskReason } from '../../../../core/tasks/index.ts'
import { onPrescriptionStep } from '../../prescriptions/commands/announce.ts'
import { getPrescription } from '../../prescriptions/queries/prescriptions.ts'
import type { PrescriptionTables } from '../../prescriptions/tables.ts'
import { signAgain, signedDeclined, signedDiscarded } from '../task-reasons.ts'
import { replaceQueried } from './replace-queried.ts'

// What was signed before clinical screening stands only while nothing happens to it but that.

const VOIDING = ['query', 'decline', 'amend', 'discard'] as const

onPrescriptionStep(VOIDING, async (tx, ctx, { prescription: { prescriptionId, prescriberId, state }, event }) => {
  const isVoided = state === 'signed-unscreened'
  if (isVoided) await voidSignature(tx, ctx, prescriptionId)
  if (event === 'query') {
    if (isVoided) await tell(tx, ctx, signAgain, prescriptionId)
    return
  }
  const closed = await closeTasksOf(tx, ctx, { reason: signAgain, key: prescriptionId, outcome: 'not-needed' })
  if (!isVoided && closed.length === 0) return
  // A change can come from another prescriber, who is the one that signs from then on.
  if (event === 'amend') await tell(tx, ctx, signAgain, prescriptionId)
  if (event === 'decline') await tell(tx, ctx, signedDeclined, prescriptionId)
  // The program discards what a stopped treatment does not need, and tells of the stop itself.
  const byOther = ctx.actor.kind !== 'system' && ctx.actor.id !== prescriberId
  if (event === 'discard' && byOther) await tell(tx, ctx, signedDiscarded, prescriptionId)
})

onPrescriptionStep(['sign', 'sign-first'], async (tx, ctx, { prescription: { prescriptionId: key } }) => {
  await closeTasksOf(tx, ctx, { reason: signAgain, key, outcome: 'signed' })
})

/** Screened at last, it is signed like any other: what waits for a signature goes on from here. */
onPrescriptionStep(['screen'], async (tx, ctx, { prescription, to }) => {
  if (to !== 'signed') return
  await replaceQueried(tx, ctx, prescription, ['system'])
})

async function voidSignature(tx: AnyTx, ctx: Context, prescriptionId: string): Promise<void> {
  await asTx<PrescriptionTables>(tx)
    .updateTable('homecare.prescription')
    .set({ signed: null, signed_digest: null, signed_on: null, signed_units: null, last_day: null })
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .execute()
}

async function tell(tx: AnyTx, ctx: Context, reason: TaskReason, prescriptionId: string): Promise<void> {
  const { prescriberId, patientId } = await getPrescription(asTx<PrescriptionTables>(tx), ctx.tenantId, prescriptionId)
  await createTask(tx, ctx, {
    reason,
    owner: { accountId: prescriberId },
    patientId,
    entity: { type: 'homecare.prescription', id: prescriptionId },
    key: prescriptionId,
  })
}
