import { command } from '../../../command.ts'
import { isRegistered, writeAccess, type Access } from '../../accounts/commands/insert-staff.ts'
import { CONFIRM_MINUTES } from '../../accounts/paths.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import { registrationMissing, type StaffAccount } from '../../accounts/staff-account.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { withdrawKeysOf } from '../../signatures/commands/withdraw-keys.ts'
import { signingRegistration } from '../../signatures/signature.ts'
import type { SignatureTables } from '../../signatures/tables.ts'
import { manageStaff } from '../policy.ts'
import { isAdministeredWithout } from './administrators.ts'
import { updateAccount } from './update-account.ts'

export type ChangeAccessRefusal = 'registration-missing' | 'registration-taken' | 'last-administrator' | 'has-left'

/** Changes what someone is and may do. They are signed out, and come back with the new roles and no others. */
export const changeAccess = command<
  SignatureTables,
  Access & { readonly accountId: string; readonly version: number },
  StaffAccount,
  'done' | ChangeAccessRefusal
>({
  action: 'identity.staff.access-changed',
  policy: manageStaff,
  load: (tx, { accountId }, ctx) => getStaffAccount(tx, ctx.tenantId, accountId),
  subjects: () => [],
  async run(tx, ctx, account, { accountId, version, roles, rights, registrations }, note) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    note.entity = { type: 'staff-account', id: accountId }
    const refuse = (refusal: ChangeAccessRefusal) => {
      note.outcome = 'refused'
      return refusal
    }
    if (account.status === 'left') return refuse('has-left')
    if (registrationMissing(roles, registrations)) return refuse('registration-missing')
    if (await isRegistered(tx, ctx.tenantId, registrations, accountId)) return refuse('registration-taken')
    const isAdministrator = account.status === 'active' && account.roles.includes('administrator')
    if (isAdministrator && !roles.includes('administrator') && !(await isAdministeredWithout(tx, ctx, accountId))) {
      return refuse('last-administrator')
    }
    note.values = { old: accessOf(account), new: accessOf({ roles, rights, registrations }) }
    await updateAccount(tx, ctx, accountId, version, {})
    await writeAccess(tx, ctx.tenantId, accountId, { roles, rights, registrations })
    // A certificate that names a registration which is not theirs any more signs nothing more.
    if (signingRegistration(account) !== signingRegistration({ ...account, roles, registrations })) {
      await withdrawKeysOf(tx, ctx, accountId, 'access-changed')
    }
    await endSessionsOf(tx, ctx.clock, { tenantId: ctx.tenantId, accountId })
    return 'done'
  },
})

const accessOf = ({ roles, rights, registrations }: Access) => ({
  roles,
  rights,
  registrations: registrations.map((held) => ({ ...held })),
})
