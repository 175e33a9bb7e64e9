import { Pool } from 'pg'
import type { Platform } from '../../src/core/context.ts'
import { onPlatform } from '../../src/core/database/in-tenant.ts'
import { COOKIES } from '../../src/core/http/cookies.ts'
import { createStaffAccount } from '../../src/core/identity/accounts/index.ts'
import { startSession } from '../../src/core/identity/sessions/commands.ts'
import { SESSION_LIMITS } from '../../src/core/identity/sessions/session.ts'
import type { SessionTables } from '../../src/core/identity/sessions/tables.ts'
import type { StaffRole } from '../../src/core/policy/roles.ts'
import type { TestPlatform } from '../../test/support/test-platform.ts'

/** The headers of a member of staff who has signed in. The platform must be a demonstration. */
export async function signedIn(
  { tenantId, connections }: TestPlatform,
  platform: Platform,
  role: StaffRole,
): Promise<{ cookie: string }> {
  const account = { tenantId, name: 'Bench', email: `${role}@bench.example`, roles: [role], demonstration: true }
  const accountId = await createStaffAccount(platform, account)
  const owner = new Pool(connections.owner)
  await owner.query("update core.staff_account set status = 'active', joined_at = now() where account_id = $1", [
    accountId,
  ])
  await owner.end()
  const { token } = await onPlatform<SessionTables, { token: string }>(platform, (tx) =>
    startSession(tx, platform.clock, { tenantId, accountId, accountKind: 'staff' }, SESSION_LIMITS.staff),
  )
  return { cookie: `${COOKIES.session.name}=${token}` }
}
