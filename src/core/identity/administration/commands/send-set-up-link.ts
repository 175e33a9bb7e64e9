import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import type { EncryptionTables } from '../../../encryption/tables.ts'
import { sendEmail } from '../../../notifications/index.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { ownAddress } from '../../accounts/commands/own-address.ts'
import { makeLink } from '../../accounts/commands/sign-in-links.ts'
import { invitationEmail, resetEmail } from '../../accounts/messages.ts'
import { paths } from '../../accounts/paths.ts'
import type { IdentityTables } from '../../accounts/tables.ts'

/** Sends the person a link to set up their account, in the transaction that made it necessary. Earlier links stop working. */
export async function sendSetUpLink(
  tx: Tx<IdentityTables & EncryptionTables>,
  ctx: Context,
  account: { readonly accountId: string; readonly name: string },
  why: 'invited' | 'reset',
): Promise<void> {
  const token = await makeLink(tx, ctx, account.accountId, 'set-up')
  await sendEmail(tx, ctx, {
    to: { accountId: account.accountId },
    template: why === 'invited' ? invitationEmail : resetEmail,
    data: {
      name: account.name,
      organisation: (await getOrganisation(tx, ctx.tenantId)).name,
      link: ownAddress(ctx, paths.setUp(token)),
    },
  })
}
