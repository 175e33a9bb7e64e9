import { command } from '../../../command.ts'
import { voidLinks } from '../../accounts/commands/sign-in-links.ts'
import { removeSecrets } from '../../accounts/commands/store-secrets.ts'
import { CONFIRM_MINUTES } from '../../accounts/paths.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import type { StaffAccount } from '../../accounts/staff-account.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { withdrawKeysOf } from '../../signatures/commands/withdraw-keys.ts'
import type { SignatureTables } from '../../signatures/tables.ts'
import { manageStaff } from '../policy.ts'
import { sendSetUpLink } from './send-set-up-link.ts'
import { updateAccount } from './update-account.ts'

/** For someone who lost both phone and recovery codes: takes away password, authenticator and codes, and sends a new set-up link. */
export const resetAccount = command<
  SignatureTables,
  { readonly accountId: string; readonly version: number; readonly reason: string },
  StaffAccount,
  'done' | 'not-active'
>({
  action: 'identity.account.reset',
  policy: manageStaff,
  load: (tx, { accountId }, ctx) => getStaffAccount(tx, ctx.tenantId, accountId),
  subjects: () => [],
  async run(tx, ctx, account, { accountId, version, reason }, note) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    note.entity = { type: 'staff-account', id: accountId }
    note.values = { reason }
    if (account.status !== 'active') {
      note.outcome = 'refused'
      return 'not-active'
    }
    await updateAccount(tx, ctx, accountId, version, {})
    await endSessionsOf(tx, ctx.clock, { tenantId: ctx.tenantId, accountId })
    await voidLinks(tx, ctx, accountId)
    await removeSecrets(tx, ctx, accountId)
    await withdrawKeysOf(tx, ctx, accountId, 'reset')
    await sendSetUpLink(tx, ctx, account, 'reset')
    return 'done'
  },
})
