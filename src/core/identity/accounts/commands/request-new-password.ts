import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import { sendEmail } from '../../../notifications/index.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { recoveryIndex } from '../indexes.ts'
import { invitationEmail, newPasswordEmail, resetEmail } from '../messages.ts'
import { paths } from '../paths.ts'
import { findSecret, findStaffAccount } from '../queries.ts'
import { listAccountsOfEmail } from '../queries/accounts-of-email.ts'
import type { AccountRef } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'
import { logAttempt, takeAttempt } from './count-attempts.ts'
import { ownAddress } from './own-address.ts'
import { makeLink } from './sign-in-links.ts'
import { visitorOf } from './visitor-of.ts'

/** Answers take at least this long, in milliseconds, so that nothing can be learnt from how long one took. */
const AT_LEAST = 400

/** Sends a link to whoever has this e-mail address. The answer is the same when nobody has, and after too many requests. */
export async function requestNewPassword(ctx: Context, email: string): Promise<void> {
  const enough = new Promise((resolve) => setTimeout(resolve, AT_LEAST))
  const visitor = visitorOf(ctx)
  // Counted apart from wrong passwords, and never given back: this is how often one address may be sent an e-mail.
  const index = recoveryIndex(ctx.keys, email)
  const taken = await takeAttempt(ctx, visitor, { kind: 'email', index })
  const outcome = taken === 'locked' ? 'recovery-too-often' : 'recovery-asked'
  await logAttempt(ctx, { visitor, emailIndex: index, outcome, requestId: ctx.requestId })
  if (taken !== 'locked') {
    for (const account of await listAccountsOfEmail(ctx, email)) await sendLink(ctx, account)
  }
  await enough
}

async function sendLink(ctx: Context, { tenantId, accountId }: AccountRef): Promise<void> {
  const by: Context = { ...ctx, tenantId, purpose: 'security' }
  await inTenant<IdentityTables & CoreTables, void>(by, async (tx) => {
    const account = await findStaffAccount(tx, tenantId, accountId)
    if (!account || account.status === 'left') return
    if (account.isDemonstration && ctx.demonstration !== true) return
    const secret = await findSecret(tx, tenantId, accountId)
    const kind = secret?.passwordHash ? 'new-password' : 'set-up'
    const token = await makeLink(tx, by, accountId, kind)
    const { name: organisation } = await getOrganisation(tx, tenantId)
    const path = kind === 'new-password' ? paths.newPassword(token) : paths.setUp(token)
    await sendEmail(tx, by, {
      to: { accountId },
      template:
        kind === 'new-password' ? newPasswordEmail : account.status === 'invited' ? invitationEmail : resetEmail,
      data: { name: account.name, organisation, link: ownAddress(ctx, path) },
    })
    await record(tx, by, {
      action: 'identity.new-password.asked',
      outcome: 'done',
      entity: { type: 'staff-account', id: accountId },
    })
  })
}
