import { inTenant } from '../database/in-tenant.ts'
import type { AccountTables } from '../identity/accounts/tables.ts'
import type { StaffRole } from '../policy/roles.ts'
import { newUuid } from '../values/uuid.ts'
import type { TestPlatform } from '../../../test/support/test-platform.ts'

/** A member of staff who is here, with their roles. Their e-mail address is made from their name. */
export async function addStaff(
  { platform }: TestPlatform,
  tenantId: string,
  name: string,
  roles: readonly StaffRole[],
): Promise<string> {
  const accountId = newUuid(platform.clock.now())
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@riverside.example`
  await inTenant<AccountTables, void>({ db: platform.db, tenantId }, async (tx) => {
    await tx
      .insertInto('core.staff_account')
      .values({
        tenant_id: tenantId,
        account_id: accountId,
        name,
        email,
        email_key: email,
        status: 'active',
        joined_at: platform.clock.now(),
        left_at: null,
      })
      .execute()
    for (const role of roles) {
      await tx.insertInto('core.staff_role').values({ tenant_id: tenantId, account_id: accountId, role }).execute()
    }
  })
  return accountId
}
