import type { Reader } from '../database/transaction.ts'
import { NotFoundError } from '../errors.ts'
import type { Organisation } from './organisation.ts'
import { readOpeningHours } from './opening-hours.ts'
import { organisationSettings, type OrganisationSettings } from './settings.ts'
import type { TenancyTables } from './tables.ts'

/** The organisation of the transaction. */
export async function getOrganisation(
  db: Reader<TenancyTables>,
  tenantId: string,
): Promise<Organisation & { readonly settings: OrganisationSettings }> {
  const row = await db
    .selectFrom('core.organisation')
    .select([
      'tenant_id as tenantId',
      'name',
      'ods_code as odsCode',
      'kind',
      'nation',
      'telephone',
      'address_lines as addressLines',
      'opening_hours as openingHours',
      'safety_contact as safetyContact',
      'version',
      'settings',
    ])
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  if (!row) throw new NotFoundError('Organisation')
  return {
    ...row,
    openingHours: readOpeningHours(row.openingHours, row.nation),
    settings: organisationSettings.parse(row.settings),
  }
}

/** The tenant behind a public address such as `/riverside`, unless it has closed. Platform table: no tenant is needed. */
export async function findTenantBySlug(db: Reader<TenancyTables>, slug: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('core.tenant')
    .select('tenant_id')
    .where('slug', '=', slug)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row?.tenant_id
}

/** The word that leads to an organisation's public pages: `riverside`. */
export async function getSlug(db: Reader<TenancyTables>, tenantId: string): Promise<string> {
  const row = await db.selectFrom('core.tenant').select('slug').where('tenant_id', '=', tenantId).executeTakeFirst()
  if (!row) throw new NotFoundError('Organisation')
  return row.slug
}
