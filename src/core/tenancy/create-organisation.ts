import { record, type AuditWriter } from '../audit/record.ts'
import { systemContext, type Platform } from '../context.ts'
import { asTx } from '../database/any-transaction.ts'
import { inTenant } from '../database/in-tenant.ts'
import { BadRequestError } from '../errors.ts'
import { newUuid } from '../values/uuid.ts'
import type { WorkingHours } from '../values/working-hours.ts'
import { usualHours } from './opening-hours.ts'
import { RESERVED_SLUGS, type OrganisationKind } from './organisation.ts'
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
  readonly dataProtectionContact?: string
  readonly hospitalNumberSystem?: string
}

/**
 * Creates an organisation, with the first line of its own trail. Only the command line and the demonstration's seeds do
 * this: no page can. Throws `BadRequestError` for a name in addresses that is the program's own.
 */
export async function createOrganisation(platform: Platform, organisation: NewOrganisation): Promise<string> {
  if (RESERVED_SLUGS.includes(organisation.slug)) {
    throw new BadRequestError(
      `“${organisation.slug}” is an address of the program itself: choose another short name, for example the place`,
      'slug',
    )
  }
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
        settings: JSON.stringify({
          dataProtectionContact: organisation.dataProtectionContact,
          hospitalNumberSystem: organisation.hospitalNumberSystem,
        }),
      })
      .execute()
    const by = systemContext(platform, tenantId, newUuid(platform.clock.now()))
    await record(asTx(tx) as AuditWriter, by, {
      action: 'core.organisation.created',
      outcome: 'done',
      entity: { type: 'core.organisation', id: tenantId },
    })
  })
  return tenantId
}
