import { askBack } from '../../deliveries/commands/ask-back.ts'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import { say } from '../../exchange/commands/say.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { findPrescription } from '../../prescriptions/queries/prescriptions.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { prescriptionAnswered } from '../sayings/prescription-answered.ts'
import { cancellationToAnswer, prescriptionToAnswer } from '../task-reasons.ts'
import type { SendingWork } from './order-prescription.ts'
import { closeQueries } from './take-answer.ts'
import { dropBehind } from './take-behind.ts'

type Asked = { readonly reason: string; readonly isReplaced: boolean }

/**
 * In a company's records: a clinic asks to cancel. Nothing is supplied from now on; a person then says what was stopped. What
 * was never taken here is answered at once, so that the clinic does not wait for nobody.
 */
export async function takeCancellation(anyTx: AnyTx, ctx: Context, body: Asked, heard: Heard): Promise<Taken> {
  const tx = asTx<SendingWork>(anyTx)
  const { about: prescriptionId } = heard
  let held = await findPrescription(tx, ctx.tenantId, prescriptionId)
  if (!held) {
    await dropBehind(tx, ctx, heard)
    // A person may have said meanwhile whose it is: then it is held after all.
    held = await findPrescription(tx, ctx.tenantId, prescriptionId)
  }
  if (!held) {
    // Nobody is named by what was never kept: the clinic's own identifier is all there is.
    if (!body.isReplaced)
      await say(tx, ctx, prescriptionAnswered, {
        to: heard.from.tenantId,
        about: prescriptionId,
        patientId: ctx.tenantId,
        body: { kind: 'cancelled' },
      })
    return { subjects: [] }
  }
  if (held.counterpartId !== heard.from.tenantId) return { subjects: [], refusals: ['Another clinic sent this'] }
  const { patientId } = held
  await lockHomecare(tx, ctx, patientId)
  const about = { subjects: [patientId], patientId }
  if (body.isReplaced && held.state === 'superseded') return about
  if (held.state === 'cancel-requested') return about
  if (body.isReplaced) {
    const replaced = await prescriptionStep(tx, ctx, held, 'supersede', {
      as: ['system'],
      source: 'organisation',
      known: { reason: body.reason, isReplacementAcknowledged: true },
    })
    if (!replaced.refusals) return about
  }
  const asked = await prescriptionStep(tx, ctx, held, 'request-cancel', {
    as: ['system'],
    source: 'organisation',
    known: { reason: body.reason },
  })
  if (asked.refusals) return { ...about, refusals: asked.refusals.map(({ sentence }) => sentence) }
  // Planned here before the clinic knew of them, so the clinic cannot ask them back one by one.
  const open = await tx
    .selectFrom('homecare.delivery')
    .select('delivery_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', prescriptionId)
    .execute()
  const ids = open.map((row) => row.delivery_id)
  await askBack(anyTx, ctx, ids, body.reason, 'system')
  await closeTasksOf(tx, ctx, { reason: prescriptionToAnswer, key: prescriptionId, outcome: 'not-needed' })
  await closeQueries(tx, ctx, held, 'cancel-asked')
  await createTask(tx, ctx, {
    reason: cancellationToAnswer,
    owner: { role: 'pharmacist' },
    patientId,
    entity: { type: 'homecare.prescription', id: prescriptionId },
    key: prescriptionId,
  })
  return about
}
