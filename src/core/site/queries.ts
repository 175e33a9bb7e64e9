import type { Platform } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import { platformReader } from '../database/platform-reader.ts'
import type { Organisation } from '../tenancy/organisation.ts'
import { getOrganisation } from '../tenancy/queries.ts'
import type { TenancyTables } from '../tenancy/tables.ts'

/** An organisation as the front page lists it, with the word that leads to its pages. */
export interface ListedOrganisation extends Organisation {
  readonly slug: string
}

/** Every open organisation, by name: what anyone may know of them. Each is read as itself: nothing crosses a tenant. */
export async function listOrganisations(platform: Pick<Platform, 'db'>): Promise<readonly ListedOrganisation[]> {
  const tenants = await platformReader<TenancyTables>(platform)
    .selectFrom('core.tenant')
    .select(['tenant_id as tenantId', 'slug'])
    .where('closed_at', 'is', null)
    .limit(MOST_LISTED)
    .execute()
  const organisations: ListedOrganisation[] = []
  for (const { tenantId, slug } of tenants) {
    const organisation = await readInTenant<TenancyTables, Organisation>({ db: platform.db, tenantId }, (tx) =>
      getOrganisation(tx, tenantId),
    )
    organisations.push({ ...organisation, slug })
  }
  return organisations.sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** The front page is for a self-hosted few; a region finds its organisations through the directory. */
const MOST_LISTED = 50
