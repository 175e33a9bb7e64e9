import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { DeliveryAct } from '../../deliveries/act.ts'
import { tellOtherSide } from '../../deliveries/commands/act-on-delivery.ts'
import { keepAct } from '../../deliveries/commands/keep-act.ts'
import { getDeliveryCare } from '../../deliveries/queries/delivery-care.ts'
import { deliveryFacts, type FactTables } from '../../deliveries/queries/delivery-facts.ts'
import { walk } from '../../deliveries/walk.ts'

/**
 * The step that a delivery takes because of something else that its patient has told, in the caller's transaction. Refusals
 * change nothing. Call `lockHomecare` first.
 */
export async function ownAct(
  anyTx: AnyTx,
  ctx: Context,
  deliveryId: string,
  act: DeliveryAct,
): Promise<readonly Refusal[]> {
  const tx = asTx<FactTables>(anyTx)
  const care = await getDeliveryCare(tx, ctx.tenantId, deliveryId)
  const at = ctx.clock.now()
  const known = await deliveryFacts(tx, ctx, care, act, at)
  const who = { id: ctx.actor.id, roles: new Set(['patient'] as const) }
  const answer = walk(care.delivery.state, act.event, who, known.facts)
  if (!answer.ok) return answer.refusals
  for (const { moved, role } of answer.steps) {
    const step: DeliveryAct = moved.event === act.event ? act : { event: 'come-back' }
    await keepAct(anyTx, ctx, care, step, moved, known, { role, at })
  }
  await tellOtherSide(anyTx, ctx, care, act, 'patient', at)
  return []
}
