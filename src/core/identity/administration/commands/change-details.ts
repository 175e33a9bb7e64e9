import { command } from '../../../command.ts'
import { sendEmail } from '../../../notifications/index.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { emailKey, parseEmailAddress } from '../../../values/email-address.ts'
import { voidLinks } from '../../accounts/commands/sign-in-links.ts'
import { emailIndex } from '../../accounts/indexes.ts'
import { emailChangedEmail } from '../../accounts/messages.ts'
import { CONFIRM_MINUTES } from '../../accounts/paths.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import type { StaffAccount } from '../../accounts/staff-account.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { endSessionsOf } from '../../sessions/commands.ts'
import { requireRecentConfirmation } from '../../sessions/confirmation.ts'
import { manageStaff } from '../policy.ts'
import { sendSetUpLink } from './send-set-up-link.ts'
import { updateAccount } from './update-account.ts'

interface Details {
  readonly accountId: string
  readonly version: number
  readonly name: string
  readonly email: string
}

/**
 * Corrects a name or an e-mail address. The old address is told, so that an account cannot be taken over in silence; someone
 * who has not set up their account gets their invitation at the new address instead.
 */
export const changeDetails = command<
  IdentityTables,
  Details,
  StaffAccount,
  'done' | 'invited-again' | 'email-not-valid' | 'email-taken' | 'has-left'
>({
  action: 'identity.staff.details-changed',
  policy: manageStaff,
  load: (tx, { accountId }, ctx) => getStaffAccount(tx, ctx.tenantId, accountId),
  subjects: () => [],
  async run(tx, ctx, account, { accountId, version, name, email: typed }, note) {
    requireRecentConfirmation(ctx, CONFIRM_MINUTES)
    note.entity = { type: 'staff-account', id: accountId }
    note.outcome = 'refused'
    if (account.status === 'left') return 'has-left'
    const email = parseEmailAddress(typed)
    if (!email) return 'email-not-valid'
    const holder = await tx
      .selectFrom('core.staff_account')
      .select('account_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('email_key', '=', emailKey(email))
      .executeTakeFirst()
    if (holder && holder.account_id !== accountId) return 'email-taken'

    note.outcome = 'done'
    note.values = { old: { name: account.name, email: account.email }, new: { name, email } }
    await updateAccount(tx, ctx, accountId, version, { name, email, email_key: emailKey(email) })
    if (emailKey(email) === emailKey(account.email)) return 'done'
    await tx
      .updateTable('core.sign_in')
      .set({ email_index: emailIndex(ctx.keys, email) })
      .where('tenant_id', '=', ctx.tenantId)
      .where('account_id', '=', accountId)
      .execute()
    // A link that went to the old address must not open the account any more.
    await voidLinks(tx, ctx, accountId)
    if (account.status === 'invited') {
      // The old address may be a stranger's: nothing is sent there.
      await sendSetUpLink(tx, ctx, { accountId, name }, 'invited')
      return 'invited-again'
    }
    await endSessionsOf(tx, ctx.clock, { tenantId: ctx.tenantId, accountId })
    await sendEmail(tx, ctx, {
      to: { address: account.email, subjectId: accountId },
      template: emailChangedEmail,
      data: { name, organisation: (await getOrganisation(tx, ctx.tenantId)).name },
    })
    return 'done'
  },
})
