import type { Context } from '../../../context.ts'
import type { Tx } from '../../../database/transaction.ts'
import { hashToken, newToken } from '../../sessions/token.ts'
import { LINK_MINUTES, type LinkKind } from '../sign-in-link.ts'
import type { AccountTables } from '../tables.ts'

/** Makes a link for one person, in place of any of its kind that they had. Returns the token: it is in the e-mail and nowhere else. */
export async function makeLink(
  tx: Tx<AccountTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  accountId: string,
  kind: LinkKind,
  token = newToken(),
): Promise<string> {
  await voidLinks(tx, ctx, accountId, kind)
  const now = ctx.clock.now()
  await tx
    .insertInto('core.sign_in_link')
    .values({
      token_hash: hashToken(token),
      tenant_id: ctx.tenantId,
      account_id: accountId,
      kind,
      made_at: now,
      ends_at: new Date(now.getTime() + LINK_MINUTES[kind] * 60_000),
      used_at: null,
    })
    .execute()
  return token
}

/** Uses a link up; false when it was used, replaced or is too old. */
export async function takeLink(
  tx: Tx<AccountTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  token: string,
  kind: LinkKind,
): Promise<boolean> {
  const now = ctx.clock.now()
  const taken = await tx
    .updateTable('core.sign_in_link')
    .set({ used_at: now })
    .where('token_hash', '=', hashToken(token))
    .where('tenant_id', '=', ctx.tenantId)
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('ends_at', '>', now)
    .returning('account_id')
    .executeTakeFirst()
  return taken !== undefined
}

/** Ends the links that someone has not used; all kinds unless one is named. */
export async function voidLinks(
  tx: Tx<AccountTables>,
  ctx: Pick<Context, 'tenantId'>,
  accountId: string,
  kind?: LinkKind,
): Promise<void> {
  await tx
    .deleteFrom('core.sign_in_link')
    .where('tenant_id', '=', ctx.tenantId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'set-up'))
    .execute()
}
