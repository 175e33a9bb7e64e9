import { record } from '../../../audit/record.ts'
import { auditWriter, command, type CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { ownSignature, withdrawSignature } from '../policy.ts'
import { findKeyOf, getKey } from '../queries.ts'
import type { ChosenReason, SigningKey, WithdrawalReason } from '../signature.ts'
import type { SignatureTables } from '../tables.ts'

/**
 * Withdraws whatever someone could sign with, in the transaction of what makes it necessary, and destroys the private key.
 * Whoever is signing with it right now finishes first. Returns the serial, when there was a key.
 */
export async function withdrawKeysOf(
  tx: Tx<SignatureTables & CoreTables>,
  ctx: Context,
  accountId: string,
  reason: WithdrawalReason,
): Promise<string | undefined> {
  // Locked before the clock is read: what was signed before must not look as if it had been signed after.
  const held = await tx
    .selectFrom('core.signing_key')
    .select(['key_id', 'serial'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('withdrawn_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!held) return undefined
  await tx
    .updateTable('core.signing_key')
    .set((eb) => ({
      withdrawn_at: ctx.clock.now(),
      withdrawn_by: ctx.actor.id,
      withdrawn_reason: reason,
      sealed_key: null,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('key_id', '=', held.key_id)
    .execute()
  await record(auditWriter(tx), ctx, {
    action: 'identity.signing-key.withdrawn',
    outcome: 'done',
    entity: { type: 'signing-key', id: held.key_id },
    values: { serial: held.serial, reason },
  })
  return held.serial
}

/** Withdraws one's own key. */
export const withdrawOwnKey = command<
  SignatureTables,
  { readonly reason: ChosenReason },
  SigningKey | undefined,
  'done' | 'no-key'
>({
  action: 'identity.own-signing-key.withdrawn',
  policy: ownSignature,
  load: (tx, _input, ctx) => findKeyOf(tx, ctx.tenantId, ctx.actor.id),
  subjects: () => [],
  async run(tx, ctx, key, { reason }, note) {
    if (key) note.entity = { type: 'signing-key', id: key.keyId }
    if ((await withdrawKeysOf(tx, ctx, ctx.actor.id, reason)) !== undefined) return 'done'
    note.outcome = 'refused'
    return 'no-key'
  },
})

/** An administrator withdraws someone's key. */
export const withdrawKey = command<
  SignatureTables,
  { readonly keyId: string; readonly reason: ChosenReason },
  SigningKey,
  'done' | 'already-withdrawn'
>({
  action: 'identity.staff-signing-key.withdrawn',
  policy: withdrawSignature,
  load: (tx, { keyId }, ctx) => getKey(tx, ctx.tenantId, keyId),
  subjects: () => [],
  async run(tx, ctx, key, { reason }, note) {
    note.entity = { type: 'signing-key', id: key.keyId }
    if (key.withdrawnAt === null && (await withdrawKeysOf(tx, ctx, key.accountId, reason)) !== undefined) return 'done'
    note.outcome = 'refused'
    return 'already-withdrawn'
  },
})
