import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { tellCompanyOfRecall } from '../../prescriptions/commands/announce.ts'
import { stepAs } from '../../steps/step-as.ts'
import type { HomecareWork } from '../../tables.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import { DELIVERY } from '../delivery.ts'
import { getDeliveryCare } from '../queries/delivery-care.ts'
import { deliveryFacts, type FactTables } from '../queries/delivery-facts.ts'
import { keepAct } from './keep-act.ts'

/** Asks deliveries back, wherever they are, and tells the company. Those that cannot be asked back any more are left out. */
export async function askBack(
  tx: AnyTx,
  ctx: Context,
  deliveryIds: readonly string[],
  reason: string,
  role: HomecareRole,
): Promise<readonly string[]> {
  const own = asTx<HomecareWork & FactTables>(tx)
  const at = ctx.clock.now()
  const asked: string[] = []
  for (const deliveryId of deliveryIds) {
    const care = await getDeliveryCare(own, ctx.tenantId, deliveryId)
    const act = { event: 'request-recall', reason } as const
    const known = await deliveryFacts(own, ctx, care, act, at)
    const who = { id: role === 'system' ? SYSTEM_ACTOR_ID : ctx.actor.id, roles: new Set([role]) }
    const answer = stepAs(DELIVERY, care.delivery.state, 'request-recall', who, known.facts)
    if (!answer.ok) continue
    await keepAct(tx, ctx, care, act, answer.moved, known, { role: answer.role, at })
    const { prescriptionId, patientId, number, state: from } = care.delivery
    if (!care.isCompany) {
      await tellCompanyOfRecall(tx, ctx, { deliveryId, prescriptionId, patientId, number, from }, reason)
    }
    asked.push(deliveryId)
  }
  return asked
}
