import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { stepAs } from '../../steps/step-as.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'
import { DELIVERY } from '../delivery.ts'
import type { DeliveryCare } from '../queries/delivery-care.ts'
import { deliveryFacts, type FactTables } from '../queries/delivery-facts.ts'
import { keepAct } from './keep-act.ts'

/** Confirms that a delivery which is being recalled was stopped. */
export async function stopHere(
  tx: AnyTx,
  ctx: Context,
  care: DeliveryCare,
  role: HomecareRole,
  at: Date,
): Promise<void> {
  const act = { event: 'confirm-recall' } as const
  const known = await deliveryFacts(asTx<FactTables>(tx), ctx, care, act, at)
  const who = { id: ctx.actor.id, roles: new Set([role]) }
  const answer = stepAs(DELIVERY, care.delivery.state, 'confirm-recall', who, known.facts)
  if (answer.ok) await keepAct(tx, ctx, care, act, answer.moved, known, { role: answer.role, at })
}
