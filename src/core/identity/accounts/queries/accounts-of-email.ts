import type { Platform } from '../../../context.ts'
import { platformReader } from '../../../database/platform-reader.ts'
import { emailIndex } from '../indexes.ts'
import type { AccountRef } from '../staff-account.ts'
import type { IdentityTables } from '../tables.ts'

/** The accounts of an e-mail address, in organisations that are open; whatever their status. */
export async function listAccountsOfEmail(platform: Platform, email: string): Promise<readonly AccountRef[]> {
  return await platformReader<IdentityTables>(platform)
    .selectFrom('core.sign_in as known')
    .innerJoin('core.tenant as tenant', 'tenant.tenant_id', 'known.tenant_id')
    .select(['known.tenant_id as tenantId', 'known.account_id as accountId'])
    .where('known.email_index', '=', emailIndex(platform.keys, email))
    .where('tenant.closed_at', 'is', null)
    .orderBy('known.tenant_id')
    .execute()
}
