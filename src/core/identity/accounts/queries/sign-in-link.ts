import type { Platform } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { isLinkToken } from '../../../values/opaque-token.ts'
import { hashToken } from '../../sessions/token.ts'
import { findSecret, findStaffAccount } from '../queries.ts'
import { SENT_TWICE_WITHIN, type LinkKind } from '../sign-in-link.ts'
import { needsAuthenticator, type AccountRef, type StaffAccount } from '../staff-account.ts'
import type { AccountTables, IdentityTables } from '../tables.ts'

/** Whose link it is, and what they have to set up. */
export interface LinkHolder {
  readonly tenantId: string
  readonly organisation: string
  readonly account: StaffAccount
  readonly hasAuthenticator: boolean
  readonly needsAuthenticator: boolean
}

/** Whose link this was, when it was used a moment ago: its form was sent twice. */
export async function findUsedLink(platform: Platform, token: string, kind: LinkKind): Promise<AccountRef | undefined> {
  if (!isLinkToken(token)) return undefined
  return await platformReader<AccountTables>(platform)
    .selectFrom('core.sign_in_link')
    .select(['tenant_id as tenantId', 'account_id as accountId'])
    .where('token_hash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('used_at', '>', new Date(platform.clock.now().getTime() - SENT_TWICE_WITHIN))
    .executeTakeFirst()
}

/** Who holds a link that can still be used; nobody when it was used, replaced, is too old or its holder has left. */
export async function findLinkHolder(
  platform: Platform,
  token: string,
  kind: LinkKind,
): Promise<LinkHolder | undefined> {
  if (!isLinkToken(token)) return undefined
  const link = await platformReader<AccountTables>(platform)
    .selectFrom('core.sign_in_link')
    .select(['tenant_id as tenantId', 'account_id as accountId'])
    .where('token_hash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('used_at', 'is', null)
    .where('ends_at', '>', platform.clock.now())
    .executeTakeFirst()
  if (!link) return undefined
  const { tenantId, accountId } = link
  return await readInTenant<IdentityTables, LinkHolder | undefined>({ db: platform.db, tenantId }, async (tx) => {
    const account = await findStaffAccount(tx, tenantId, accountId)
    if (!account || account.status === 'left') return undefined
    if (account.isDemonstration && platform.demonstration !== true) return undefined
    const { name, settings } = await getOrganisation(tx, tenantId)
    const secret = await findSecret(tx, tenantId, accountId)
    return {
      tenantId,
      organisation: name,
      account,
      hasAuthenticator: secret?.authenticator instanceof Buffer,
      needsAuthenticator: needsAuthenticator(account, settings.authenticatorFor),
    }
  })
}
