import type { Platform } from '../core/context.ts'
import { platformReader } from '../core/database/platform-reader.ts'
import { StartUpError } from '../core/errors.ts'
import type { TenancyTables } from '../core/tenancy/tables.ts'

/** An organisation as a command names it. */
export interface NamedOrganisation {
  readonly tenantId: string
  readonly slug: string
  readonly closedAt: Date | null
}

/** Every organisation, those that have closed too. */
export const allOrganisations = (platform: Pick<Platform, 'db'>): Promise<NamedOrganisation[]> =>
  platformReader<TenancyTables>(platform)
    .selectFrom('core.tenant')
    .select(['tenant_id as tenantId', 'slug', 'closed_at as closedAt'])
    .orderBy('slug')
    .execute()

/** The organisation with this short name. Throws `StartUpError` when there is none. */
export async function organisationNamed(platform: Pick<Platform, 'db'>, slug: string): Promise<NamedOrganisation> {
  const all = await allOrganisations(platform)
  const found = all.find((each) => each.slug === slug)
  if (found) return found
  throw new StartUpError(
    `There is no organisation called "${slug}": give its short name as in its addresses (${all.map((each) => each.slug).join(', ') || 'there is none yet'}).`,
  )
}
