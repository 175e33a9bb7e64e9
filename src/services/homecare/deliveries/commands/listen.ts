import { say } from '../../exchange/commands/say.ts'
import { maySay } from '../../exchange/queries/may-say.ts'
import { asTx } from '../../../../core/database/any-transaction.ts'
import { listen, onPrescriptionStep } from '../../prescriptions/commands/announce.ts'
import type { HomecareWork } from '../../tables.ts'
import { getDeliveryCare } from '../queries/delivery-care.ts'
import { recallAsked } from '../sayings/recall-asked.ts'
import { telephoneRecall } from '../task-reasons.ts'
import { ask } from './after-act.ts'
import { planOrAsk } from './plan-or-ask.ts'

/** What deliveries do because of a step elsewhere, in its transaction. */

onPrescriptionStep(['acknowledge'], (tx, ctx, { prescription }) => planOrAsk(tx, ctx, prescription.prescriptionId))

listen('recall-asked', async (tx, ctx, { delivery: { deliveryId, prescriptionId, patientId }, reason }) => {
  const care = await getDeliveryCare(asTx<HomecareWork>(tx), ctx.tenantId, deliveryId)
  if (care.isCompany) return
  if (care.otherSide === undefined || !(await maySay(tx, ctx, recallAsked, care.otherSide)))
    return await ask(tx, ctx, care, telephoneRecall)
  await say(tx, ctx, recallAsked, {
    to: care.otherSide,
    about: prescriptionId,
    patientId,
    body: { deliveryId, reason: reason.trim() === '' ? 'No reason given' : reason.slice(0, 500) },
  })
})
