import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { openFor } from '../../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../encryption/tables.ts'
import { codeStep } from '../authenticator.ts'
import { recoveryCodeHash } from '../recovery-code.ts'
import { findSecret } from '../queries.ts'
import type { AccountRef } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'

type Keys = Pick<Context, 'keys' | 'tenantId'>

/** Where an account's authenticator secret is sealed. */
export const AUTHENTICATOR_PLACE = (accountId: string) => ({
  subject: { subjectId: accountId, class: 'credential' as const },
  column: { table: 'core.staff_secret', column: 'authenticator', rowId: accountId },
})

/** Whether a code of the authenticator app, or a recovery code, is right. Either works once: two at the same time are one. */
export async function useCode(
  tx: Tx<IdentityTables & EncryptionTables>,
  ctx: Keys,
  accountId: string,
  typed: string,
  now: Date,
): Promise<'authenticator' | 'recovery-code' | undefined> {
  if (await useAuthenticatorCode(tx, ctx, accountId, typed, now)) return 'authenticator'
  return (await useRecoveryCode(tx, ctx, { tenantId: ctx.tenantId, accountId }, typed, now))
    ? 'recovery-code'
    : undefined
}

/** Whether a code of the authenticator app is right and was not used before. */
export async function useAuthenticatorCode(
  tx: Tx<IdentityTables & EncryptionTables>,
  ctx: Keys,
  accountId: string,
  typed: string,
  now: Date,
): Promise<boolean> {
  const known = await findSecret(tx, ctx.tenantId, accountId)
  if (!known?.authenticator) return false
  const { subject, column } = AUTHENTICATOR_PLACE(accountId)
  const secret = await openFor(tx, ctx, subject, column, known.authenticator)
  const step = secret === undefined ? undefined : codeStep(secret, typed, now, known.lastCodeStep)
  if (step === undefined) return false
  const used = await tx
    .updateTable('core.staff_secret')
    .set({ last_code_step: step })
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('last_code_step', '<', step)
    .returning('account_id')
    .executeTakeFirst()
  return used !== undefined
}

async function useRecoveryCode(
  tx: Tx<IdentityTables>,
  ctx: Keys,
  account: AccountRef,
  typed: string,
  now: Date,
): Promise<boolean> {
  const hash = recoveryCodeHash(ctx.keys, account, typed)
  if (!hash) return false
  const used = await tx
    .updateTable('core.recovery_code')
    .set({ used_at: now })
    .where('tenant_id', '=', account.tenantId)
    .where('account_id', '=', account.accountId)
    .where('code_hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('code_hash')
    .executeTakeFirst()
  return used !== undefined
}
