import { command } from '../../../command.ts'
import { voidLinks } from '../../accounts/commands/sign-in-links.ts'
import { removeSecrets } from '../../accounts/commands/store-secrets.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import type { StaffAccount } from '../../accounts/staff-account.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import { withdrawKeysOf } from '../../signatures/commands/withdraw-keys.ts'
import type { SignatureTables } from '../../signatures/tables.ts'
import { manageStaff } from '../policy.ts'
import { isAdministeredWithout } from './administrators.ts'
import { updateAccount } from './update-account.ts'

/** Someone leaves: their sessions end with this commit, and nothing that they know opens the account any more. What they did stays. */
export const recordLeaving = command<
  SignatureTables,
  { readonly accountId: string; readonly version: number },
  StaffAccount,
  'done' | 'last-administrator' | 'has-left'
>({
  action: 'identity.staff.left',
  policy: manageStaff,
  load: (tx, { accountId }, ctx) => getStaffAccount(tx, ctx.tenantId, accountId),
  subjects: () => [],
  async run(tx, ctx, account, { accountId, version }, note) {
    note.entity = { type: 'staff-account', id: accountId }
    note.outcome = 'refused'
    if (account.status === 'left') return 'has-left'
    const isAdministrator = account.status === 'active' && account.roles.includes('administrator')
    if (isAdministrator && !(await isAdministeredWithout(tx, ctx, accountId))) return 'last-administrator'

    note.outcome = 'done'
    note.values = { roles: account.roles, rights: account.rights }
    await updateAccount(tx, ctx, accountId, version, { status: 'left', left_at: ctx.clock.now() })
    await endSessionsOf(tx, ctx.clock, { tenantId: ctx.tenantId, accountId })
    // Roles are named to whoever invites them again; extra rights would come back unseen.
    await tx
      .deleteFrom('core.staff_right')
      .where('tenant_id', '=', ctx.tenantId)
      .where('account_id', '=', accountId)
      .execute()
    await voidLinks(tx, ctx, accountId)
    await removeSecrets(tx, ctx, accountId)
    await withdrawKeysOf(tx, ctx, accountId, 'left')
    return 'done'
  },
})
