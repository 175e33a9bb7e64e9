import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import { createTask } from '../../tasks/index.ts'
import { TRIES } from '../disclosure.ts'
import type { DisclosureTables } from '../tables.ts'
import { ANSWERABLE, notApplied, notDelivered } from '../task-reasons.ts'
import type { ReceivedId } from './apply.ts'

/** Nothing more happens to it by itself: the pages say "not delivered" and offer to send it again. In the caller's transaction. */
export async function giveUpDelivery(anyTx: AnyTx, ctx: Context, disclosureId: string): Promise<void> {
  const tx = asTx<DisclosureTables>(anyTx)
  const { numUpdatedRows } = await tx
    .updateTable('core.disclosure_outbox')
    .set({ attempts: TRIES, problem: 'Discarded' })
    .where('tenant_id', '=', ctx.tenantId)
    .where('disclosure_id', '=', disclosureId)
    .where('delivered_at', 'is', null)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) await tellOfDelivery(tx, ctx, disclosureId)
}

/** The recipient's half: it stays on the list of what is not in the record. In the caller's transaction. */
export async function giveUpApplying(anyTx: AnyTx, ctx: Context, id: ReceivedId): Promise<void> {
  const tx = asTx<DisclosureTables>(anyTx)
  const { numUpdatedRows } = await tx
    .updateTable('core.disclosure_inbox')
    .set({ attempts: TRIES, problem: 'Discarded' })
    .where('tenant_id', '=', ctx.tenantId)
    .where('sender_tenant_id', '=', id.senderId)
    .where('disclosure_id', '=', id.disclosureId)
    .where('applied_at', 'is', null)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) await tellOfApplying(tx, ctx, id.disclosureId)
}

/** Somebody must look at what could not be delivered. */
export async function tellOfDelivery(tx: AnyTx, ctx: Context, disclosureId: string): Promise<void> {
  const entity = { type: 'core.disclosure', id: disclosureId }
  await createTask(tx, ctx, { reason: notDelivered, owner: ANSWERABLE, entity, key: disclosureId })
}

/** Somebody must look at what arrived and could not be put into the record. */
export async function tellOfApplying(tx: AnyTx, ctx: Context, disclosureId: string): Promise<void> {
  const entity = { type: 'core.disclosure', id: disclosureId }
  await createTask(tx, ctx, { reason: notApplied, owner: ANSWERABLE, entity, key: disclosureId })
}
