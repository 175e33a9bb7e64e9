import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { sealFor } from '../../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../encryption/tables.ts'
import { accountIndex, codeIndex, emailIndex } from '../indexes.ts'
import type { PasswordHash } from '../password-hash.ts'
import { recoveryCodeHash } from '../recovery-code.ts'
import type { StaffAccount } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'
import { forgetAttempts } from './count-attempts.ts'
import { AUTHENTICATOR_PLACE } from './use-code.ts'

type SecretTx = Tx<IdentityTables & EncryptionTables>
type By = Pick<Context, 'tenantId' | 'keys' | 'clock'>

/** Stores a new password. Its owner has just proved who they are, so wrong attempts before it count no more. */
export async function storePassword(
  tx: SecretTx,
  ctx: By,
  account: Pick<StaffAccount, 'accountId' | 'email'>,
  { scheme, hash }: PasswordHash,
): Promise<void> {
  const password = { password_scheme: scheme, password_hash: hash, password_set_at: ctx.clock.now() }
  await tx
    .insertInto('core.staff_secret')
    .values({
      tenant_id: ctx.tenantId,
      account_id: account.accountId,
      ...password,
      authenticator: null,
      authenticator_since: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'account_id'])
        .doUpdateSet((eb) => ({ ...password, version: eb('core.staff_secret.version', '+', 1) })),
    )
    .execute()
  await forgetAttempts(tx, [
    { kind: 'email', index: emailIndex(ctx.keys, account.email) },
    { kind: 'account', index: accountIndex(ctx.keys, { tenantId: ctx.tenantId, accountId: account.accountId }) },
  ])
}

/** Stores an authenticator that has given a right code; that code is used up. */
export async function storeAuthenticator(
  tx: SecretTx,
  ctx: By,
  accountId: string,
  { secret, step }: { readonly secret: string; readonly step: number },
): Promise<void> {
  const { subject, column } = AUTHENTICATOR_PLACE(accountId)
  const authenticator = await sealFor(tx, ctx, subject, column, secret)
  await tx
    .updateTable('core.staff_secret')
    .set((eb) => ({
      authenticator,
      authenticator_since: ctx.clock.now(),
      last_code_step: step,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  await forgetAttempts(tx, [{ kind: 'account', index: codeIndex(ctx.keys, { tenantId: ctx.tenantId, accountId }) }])
}

/** Stores new recovery codes in place of the old ones. */
export async function storeRecoveryCodes(
  tx: SecretTx,
  ctx: By,
  accountId: string,
  codes: readonly string[],
): Promise<void> {
  const account = { tenantId: ctx.tenantId, accountId }
  await tx
    .deleteFrom('core.recovery_code')
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .execute()
  await tx
    .insertInto('core.recovery_code')
    .values(
      codes.map((code) => {
        const hash = recoveryCodeHash(ctx.keys, account, code)
        if (!hash) throw new Error('A recovery code was made in the wrong form')
        return { tenant_id: ctx.tenantId, account_id: accountId, code_hash: hash, used_at: null }
      }),
    )
    .execute()
}

/** Takes away whatever proved that it was them: on leaving, and when an administrator resets an account. */
export async function removeSecrets(tx: SecretTx, ctx: Pick<Context, 'tenantId'>, accountId: string): Promise<void> {
  for (const table of ['core.staff_secret', 'core.recovery_code'] as const) {
    await tx.deleteFrom(table).where('tenant_id', '=', ctx.tenantId).where('account_id', '=', accountId).execute()
  }
}
