import type { Platform } from '../src/core/context.ts'
import { platformReader } from '../src/core/database/platform-reader.ts'
import { createStaffAccount, type PasswordHash } from '../src/core/identity/accounts/index.ts'
import { createOrganisation } from '../src/core/tenancy/create-organisation.ts'
import { findTenantBySlug } from '../src/core/tenancy/queries.ts'
import type { TenancyTables } from '../src/core/tenancy/tables.ts'
import { ORGANISATIONS, type OrganisationSlug } from './organisations.ts'
import { STAFF } from './staff.ts'

/** The sign-in name of a seeded role. */
export const emailOf = (role: string, slug: string): string => `${role}@${slug}.example`

/** Five organisations, and an account for each of their roles. */
export async function seedOrganisations(platform: Platform, password: () => Promise<PasswordHash>): Promise<void> {
  const hash = password()
  await Promise.all(
    ORGANISATIONS.map(async (organisation) => {
      const tenantId =
        (await findSeededTenant(platform, organisation.slug)) ?? (await createOrganisation(platform, organisation))
      for (const staff of STAFF[organisation.slug]) {
        const email = emailOf(staff.roles[0] ?? 'staff', organisation.slug)
        await addUnlessThere(platform, { tenantId, ...staff, email, password: await hash, demonstration: true })
      }
    }),
  )
}

/** The tenant of a seeded organisation. */
export async function seededTenant(platform: Platform, slug: OrganisationSlug): Promise<string> {
  const tenantId = await findSeededTenant(platform, slug)
  if (!tenantId) throw new Error(`The organisation ${slug} has not been seeded`)
  return tenantId
}

const findSeededTenant = (platform: Platform, slug: OrganisationSlug) =>
  findTenantBySlug(platformReader<TenancyTables>(platform), slug)

async function addUnlessThere(platform: Platform, staff: Parameters<typeof createStaffAccount>[1]): Promise<void> {
  try {
    await createStaffAccount(platform, staff)
  } catch (error) {
    if (!(error instanceof Error && error.message.endsWith('email-taken'))) throw error
  }
}
