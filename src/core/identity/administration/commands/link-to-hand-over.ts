import { record } from '../../../audit/record.ts'
import type { CoreTables } from '../../../command.ts'
import type { Context } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import { enforce } from '../../../policy/enforce.ts'
import { ownAddress } from '../../accounts/commands/own-address.ts'
import { makeLink } from '../../accounts/commands/sign-in-links.ts'
import { paths } from '../../accounts/paths.ts'
import { findSecret, getStaffAccount } from '../../accounts/queries.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { manageStaff } from '../policy.ts'

/**
 * Where no e-mail can be sent: a set-up link for the administrator to hand over, shown once. Not a command, because a
 * command's answer is stored and this one must not be; the form sent again shows the same link. Nothing where e-mail works: then the link goes to its owner alone.
 */
export async function linkToHandOver(ctx: Context, accountId: string): Promise<string | undefined> {
  enforce(manageStaff, ctx, undefined)
  if (ctx.doors?.email !== undefined) return undefined
  return await inTenant<IdentityTables & CoreTables, string | undefined>(ctx, async (tx) => {
    const account = await getStaffAccount(tx, ctx.tenantId, accountId)
    const secret = await findSecret(tx, ctx.tenantId, accountId)
    // An account in use is opened by its owner alone, however often an old form is sent again.
    if (account.status === 'left' || secret?.passwordHash) return undefined
    await record(tx, ctx, {
      action: 'identity.set-up-link.shown',
      outcome: 'done',
      entity: { type: 'staff-account', id: accountId },
    })
    return ownAddress(ctx, paths.setUp(await makeLink(tx, ctx, accountId, 'set-up', tokenOfForm(ctx, accountId))))
  })
}

/** One form makes one link, and nobody without the keys can work it out. */
function tokenOfForm({ keys, tenantId, actor, idempotencyKey }: Context, accountId: string): string | undefined {
  if (idempotencyKey === undefined) return undefined
  const form = [tenantId, actor.id, accountId, idempotencyKey].join('|')
  return keys.blindIndex('set-up-link-of-form', form).toString('base64url')
}
