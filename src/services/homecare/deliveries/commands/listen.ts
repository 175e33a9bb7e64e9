import { createTask } from '../../../../core/tasks/index.ts'
import { say } from '../../exchange/commands/say.ts'
import { asTx } from '../../../../core/database/any-transaction.ts'
import { listen, onPrescriptionStep } from '../../prescriptions/commands/announce.ts'
import type { HomecareWork } from '../../tables.ts'
import { getDeliveryCare } from '../queries/delivery-care.ts'
import { recallAsked } from '../sayings/recall-asked.ts'
import { notPlanned, telephoneRecall } from '../task-reasons.ts'
import { ask } from './after-act.ts'
import { planDeliveries } from './plan-deliveries.ts'

/** What deliveries do because of a step elsewhere, in its transaction. */

onPrescriptionStep(['acknowledge'], async (tx, ctx, { prescription }) => {
  const { prescriptionId, patientId } = prescription
  const answer = await planDeliveries(tx, ctx, prescriptionId)
  if (!('refusals' in answer)) return
  await createTask(tx, ctx, {
    reason: notPlanned,
    owner: { role: 'pharmacist' },
    patientId,
    key: prescriptionId,
    note: answer.refusals.map(({ sentence }) => sentence).join('. '),
  })
})

listen('recall-asked', async (tx, ctx, { delivery: { deliveryId, prescriptionId, patientId }, reason }) => {
  const care = await getDeliveryCare(asTx<HomecareWork>(tx), ctx.tenantId, deliveryId)
  if (care.isCompany) return
  if (care.otherSide === undefined) return await ask(tx, ctx, care, telephoneRecall)
  await say(tx, ctx, recallAsked, {
    to: care.otherSide,
    about: prescriptionId,
    patientId,
    body: { deliveryId, reason: reason.trim() === '' ? 'No reason given' : reason.slice(0, 500) },
  })
})
