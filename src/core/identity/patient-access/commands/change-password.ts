import { command } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { NotFoundError } from '../../../errors.ts'
import type { PasswordHash } from '../../accounts/password-hash.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { useOwnAccess } from '../policy.ts'
import { getOwnAccount, type OwnAccount } from '../queries.ts'
import { CONFIRM_MINUTES } from '../step.ts'
import type { AccessTables } from '../tables.ts'
import { setPassword } from './store-account.ts'

/** Sets a new password for the patient who is signed in, and ends every session, this one too: the page starts a new one. */
export const changePassword = command<
  AccessTables,
  { readonly password: () => PasswordHash },
  OwnAccount,
  { accountId: string }
>({
  action: 'patient-access.password-changed',
  policy: useOwnAccess,
  load: (tx, _input, ctx) => getOwnAccount(tx, ctx),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, account, { password }, note) {
    await changeActive(tx, ctx, account.accountId, {})
    await setPassword(tx, ctx, account, password())
    note.entity = { type: 'patient-account', id: account.accountId }
    return { accountId: account.accountId }
  },
})

/** Sets or clears the mobile number that the patient gives for new codes. E.164. */
export const changeCodeMobile = command<AccessTables, { readonly mobile: string | undefined }, OwnAccount, undefined>({
  action: 'patient-access.mobile-changed',
  policy: useOwnAccess,
  load: (tx, _input, ctx) => getOwnAccount(tx, ctx),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, account, { mobile }, note) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    note.entity = { type: 'patient-account', id: account.accountId }
    note.values = { old: account.codeMobile ?? null, new: mobile ?? null }
    await changeActive(tx, ctx, account.accountId, { code_mobile: mobile ?? null })
    return undefined
  },
})

/** Changes an account that is open; one that was withdrawn a moment ago stays as it is. */
async function changeActive(
  tx: Tx<AccessTables>,
  ctx: Context,
  accountId: string,
  change: { readonly code_mobile?: string | null },
): Promise<void> {
  const changed = await tx
    .updateTable('core.patient_account')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('status', '=', 'active')
    .returning('account_id')
    .executeTakeFirst()
  if (!changed) throw new NotFoundError('Account')
}
