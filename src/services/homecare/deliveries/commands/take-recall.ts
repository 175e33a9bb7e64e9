import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { say } from '../../exchange/commands/say.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { type DeliveryCare, findDelivery, getDeliveryCare } from '../queries/delivery-care.ts'
import { deliveryTold } from '../sayings/delivery-told.ts'
import type { RecallAsked } from '../sayings/recall-asked.ts'
import * as reasons from '../task-reasons.ts'
import { ask } from './after-act.ts'
import { askBack } from './ask-back.ts'
import { stopHere } from './stop-here.ts'

/** In the company: a delivery that is asked back does not go on. What never was packed is stopped at once; for the rest a person answers. */
export async function takeRecall(
  tx: Tx<HomecareWork>,
  ctx: Context,
  { deliveryId, reason }: RecallAsked,
  { about, from }: Heard,
): Promise<Taken> {
  const found = await findDelivery(tx, ctx.tenantId, deliveryId)
  if (found?.prescriptionId !== about) return { subjects: [], refusals: ['We do not have this delivery'] }
  const { patientId } = found
  await lockHomecare(tx, ctx, patientId)
  const care = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
  if (!care.isCompany || care.otherSide !== from.tenantId) {
    return { subjects: [patientId], patientId, refusals: ['This organisation does not decide about this delivery'] }
  }
  await askBack(tx, ctx, [deliveryId], reason, 'system')
  await answerRecall(tx, ctx, await getDeliveryCare(tx, ctx.tenantId, deliveryId))
  return { subjects: [patientId], patientId }
}

/** Stops what never was packed and says so; what was is for a person. What was handed over has been said already. */
export async function answerRecall(tx: Tx<HomecareWork>, ctx: Context, care: DeliveryCare): Promise<void> {
  if (care.delivery.state !== 'recall-requested') return
  if (care.delivery.dispensed !== undefined) return await ask(tx, ctx, care, reasons.stopDelivery)
  const at = ctx.clock.now()
  await stopHere(tx, ctx, care, 'system', at)
  const { deliveryId, prescriptionId, patientId } = care.delivery
  if (care.otherSide === undefined) return
  await say(tx, ctx, deliveryTold, {
    to: care.otherSide,
    about: prescriptionId,
    patientId,
    body: { deliveryId, act: { event: 'confirm-recall' }, role: 'company', at: at.toISOString() },
  })
}
