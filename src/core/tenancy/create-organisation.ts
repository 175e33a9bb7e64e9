import { inTenant } from '../database/in-tenant.ts'
import type { Platform } from '../context.ts'
import { newUuid } from '../values/uuid.ts'
import type { WorkingHours } from '../values/working-hours.ts'
import { usualHours } from './opening-hours.ts'
import type { OrganisationKind } from './organisation.ts'
import type { TenancyTables } from './tables.ts'

export interface NewOrganisation {
  readonly slug: string
  readonly name: string
  readonly kind: OrganisationKind
  readonly odsCode?: string
  readonly nation?: 'england' | 'wales' | 'scotland' | 'northern-ireland'
  readonly telephone?: string
  readonly addressLines?: readonly string[]
  readonly openingHours?: WorkingHours
  readonly safetyContact?: string
}

/** Creates an organisation. Only the command line and the demonstration's seeds do this: no page can. */
export async function createOrganisation(platform: Platform, organisation: NewOrganisation): Promise<string> {
  const tenantId = newUuid(platform.clock.now())
  await inTenant<TenancyTables, void>({ db: platform.db, tenantId }, async (tx) => {
    await tx
      .insertInto('core.tenant')
      .values({ tenant_id: tenantId, slug: organisation.slug, closed_at: null })
      .execute()
    await tx
      .insertInto('core.organisation')
      .values({
        tenant_id: tenantId,
        name: organisation.name,
        kind: organisation.kind,
        ods_code: organisation.odsCode ?? null,
        nation: organisation.nation ?? 'england',
        telephone: organisation.telephone ?? null,
        address_lines: [...(organisation.addressLines ?? [])],
        opening_hours: JSON.stringify(organisation.openingHours ?? usualHours(organisation.nation ?? 'england')),
        safety_contact: organisation.safetyContact ?? null,
        settings: '{}',
      })
      .execute()
  })
  return tenantId
}
