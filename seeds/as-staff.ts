import type { Context, Platform } from '../src/core/context.ts'
import { readInTenant } from '../src/core/database/in-tenant.ts'
import { staffAccounts } from '../src/core/identity/accounts/index.ts'
import type { IdentityTables } from '../src/core/identity/accounts/tables.ts'
import type { StaffRole } from '../src/core/policy/roles.ts'
import { newUuid } from '../src/core/values/uuid.ts'
import { emailOf, seededTenant } from './organisations-story.ts'
import type { OrganisationSlug } from './organisations.ts'

/**
 * The context of a seeded member of staff, as if they had just signed in to give care. With the name of a story, every
 * command of it is done once: a story that was killed half-way and is built again passes over what it had done, as long as
 * it asks for the same things in the same order.
 */
export async function asStaff(
  platform: Platform,
  slug: OrganisationSlug,
  role: StaffRole,
  story?: string,
): Promise<Context> {
  const tenantId = await seededTenant(platform, slug)
  const account = await readInTenant<IdentityTables, Pick<Context['actor'], 'id' | 'roles' | 'rights'> | undefined>(
    { db: platform.db, tenantId },
    async (tx) => {
      const found = await staffAccounts(tx, tenantId)
        .where('account.email', '=', emailOf(role, slug))
        .executeTakeFirst()
      return found && { id: found.accountId, roles: found.roles, rights: found.rights }
    },
  )
  if (!account) throw new Error(`There is no ${role} at ${slug}`)
  return {
    ...platform,
    tenantId,
    actor: { kind: 'staff', ...account },
    purpose: 'direct-care',
    requestId: newUuid(platform.clock.now()),
    confirmedAt: platform.clock.now(),
    ...(story === undefined ? {} : { idempotencyKey: `demonstration:${story}` }),
  }
}
