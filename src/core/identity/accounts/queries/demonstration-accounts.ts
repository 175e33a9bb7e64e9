import type { Context } from '../../../context.ts'
import { readInTenant } from '../../../database/in-tenant.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { staffAccounts } from '../queries.ts'
import type { AccountRef } from '../staff-account.ts'
import { roleWords } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'

/** A made-up person anyone may be in a demonstration. */
export interface DemonstrationAccount extends AccountRef {
  readonly name: string
  readonly role: string
  readonly organisation: string
}

/** The made-up people, by organisation. Nobody outside a demonstration. */
export async function listDemonstrationAccounts(ctx: Context): Promise<readonly DemonstrationAccount[]> {
  if (ctx.demonstration !== true) return []
  const tenants = await platformReader<IdentityTables>(ctx)
    .selectFrom('core.sign_in')
    .select('tenant_id as tenantId')
    .distinct()
    .where('is_demonstration', '=', true)
    .orderBy('tenant_id')
    .execute()
  const lists = await Promise.all(tenants.map(({ tenantId }) => inOrganisation(ctx, tenantId)))
  return lists.flat()
}

function inOrganisation(ctx: Context, tenantId: string): Promise<DemonstrationAccount[]> {
  return readInTenant<IdentityTables, DemonstrationAccount[]>({ db: ctx.db, tenantId }, async (tx) => {
    const { name: organisation } = await getOrganisation(tx, tenantId)
    const accounts = await staffAccounts(tx, tenantId)
      .where('account.is_demonstration', '=', true)
      .where('account.status', '=', 'active')
      .orderBy('account.created_at')
      .execute()
    return accounts.map(({ accountId, name, roles }) => ({
      tenantId,
      accountId,
      name,
      role: roleWords(roles),
      organisation,
    }))
  })
}
