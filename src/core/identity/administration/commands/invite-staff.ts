import { command } from '../../../command.ts'
import { insertStaff, type AddStaffRefusal, type NewStaff } from '../../accounts/commands/insert-staff.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import type { StaffAccount } from '../../accounts/staff-account.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { manageStaff } from '../policy.ts'
import { sendSetUpLink } from './send-set-up-link.ts'
import { updateAccount } from './update-account.ts'

/** Adds a member of staff and e-mails them a link to set up their account. */
export const inviteStaff = command<
  IdentityTables,
  Omit<NewStaff, 'password' | 'demonstration'>,
  undefined,
  AddStaffRefusal | { readonly accountId: string }
>({
  action: 'identity.staff.invited',
  policy: manageStaff,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, staff, note) {
    const added = await insertStaff(tx, ctx, staff, note)
    if (typeof added === 'string') return added
    await sendSetUpLink(tx, ctx, { accountId: added.accountId, name: staff.name }, 'invited')
    return added
  },
})

/** Sends a new link to someone who has not set up their account, or who left and comes back with the roles they had. */
export const inviteAgain = command<
  IdentityTables,
  { readonly accountId: string; readonly version: number },
  StaffAccount,
  'done' | 'is-active'
>({
  action: 'identity.staff.invited-again',
  policy: manageStaff,
  load: (tx, { accountId }, ctx) => getStaffAccount(tx, ctx.tenantId, accountId),
  subjects: () => [],
  async run(tx, ctx, account, { version }, note) {
    note.entity = { type: 'staff-account', id: account.accountId }
    if (account.status === 'active') {
      note.outcome = 'refused'
      return 'is-active'
    }
    note.values = { roles: account.roles, rights: account.rights }
    await updateAccount(tx, ctx, account.accountId, version, { status: 'invited', left_at: null })
    await sendSetUpLink(tx, ctx, account, 'invited')
    return 'done'
  },
})
