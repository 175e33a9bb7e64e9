import type { Platform } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import { platformReader } from '../database/platform-reader.ts'
import { NotFoundError } from '../errors.ts'
import type { Organisation } from '../tenancy/organisation.ts'
import { getOrganisation } from '../tenancy/queries.ts'
import type { TenancyTables } from '../tenancy/tables.ts'

/** An organisation as the front page lists it, with the word that leads to its pages. */
export interface ListedOrganisation extends Organisation {
  readonly slug: string
}

/** How long the list may be shown from memory, in milliseconds: the front page asks once for each organisation. */
const FRESH_FOR = 5_000
const lists = new WeakMap<object, { readonly until: number; readonly list: Promise<readonly ListedOrganisation[]> }>()

/** Every open organisation, by name: what anyone may know of them. */
export async function listOrganisations(platform: Pick<Platform, 'db'>): Promise<readonly ListedOrganisation[]> {
  const known = lists.get(platform.db)
  if (known && known.until > performance.now()) return await known.list
  const list = readOrganisations(platform)
  lists.set(platform.db, { until: performance.now() + FRESH_FOR, list })
  // A failure is not remembered: the next to ask tries again.
  list.catch(() => lists.delete(platform.db))
  return await list
}

/** Each is read as itself: nothing crosses a tenant. */
async function readOrganisations(platform: Pick<Platform, 'db'>): Promise<readonly ListedOrganisation[]> {
  const tenants = await platformReader<TenancyTables>(platform)
    .selectFrom('core.tenant')
    .select(['tenant_id as tenantId', 'slug'])
    .where('closed_at', 'is', null)
    .orderBy('slug')
    .limit(MOST_LISTED)
    .execute()
  const organisations: ListedOrganisation[] = []
  for (const { tenantId, slug } of tenants) {
    const organisation = await findOrganisation(platform, tenantId)
    if (organisation) organisations.push({ ...organisation, slug })
  }
  return organisations.sort((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** One without a description is left out, so that it does not take the front page from the others. */
async function findOrganisation({ db }: Pick<Platform, 'db'>, tenantId: string): Promise<Organisation | undefined> {
  try {
    return await readInTenant<TenancyTables, Organisation>({ db, tenantId }, (tx) => getOrganisation(tx, tenantId))
  } catch (error) {
    if (error instanceof NotFoundError) return undefined
    throw error
  }
}

/** The front page is for a self-hosted few; a region finds its organisations through the directory. */
const MOST_LISTED = 50
