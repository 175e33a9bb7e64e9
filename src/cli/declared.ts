import type { Platform } from '../core/context.ts'
import { heldData } from '../core/database/held-data.ts'
import { readInTenant } from '../core/database/in-tenant.ts'
import { BASES, GROUNDS } from '../core/disclosures/disclosure.ts'
import { allDisclosureKinds } from '../core/disclosures/kind.ts'
import { listRecipients, type DisclosureTables } from '../core/disclosures/index.ts'
import { COOKIES, OTHER_STORAGE } from '../core/http/cookies.ts'
import { allActivities } from '../core/policy/activity.ts'
import { PARTIES, type Controller, type Declared } from '../core/privacy/index.ts'
import { getOrganisation } from '../core/tenancy/queries.ts'
import type { TenancyTables } from '../core/tenancy/tables.ts'
import '../nouns.ts'

/** Everything that the whole program declares about data. */
export const declared = (): Declared => ({
  activities: allActivities(),
  tables: heldData(),
  parties: PARTIES,
  browser: [...Object.values(COOKIES), ...Object.values(OTHER_STORAGE)],
  sendable: allDisclosureKinds().map(({ name, title, why, basis, ground }) => ({
    name,
    title,
    why,
    basis: BASES[basis],
    ground: GROUNDS[ground],
  })),
})

/** The organisation as controller, and those whom it sends to at the moment. */
export async function controllerOf({ db }: Pick<Platform, 'db'>, tenantId: string): Promise<Controller> {
  return await readInTenant<TenancyTables & DisclosureTables, Controller>({ db, tenantId }, async (tx) => {
    const { name, odsCode, addressLines, telephone, settings } = await getOrganisation(tx, tenantId)
    const recipients = await listRecipients(tx, tenantId)
    return {
      name,
      odsCode,
      addressLines,
      telephone,
      dataProtectionContact: settings.dataProtectionContact,
      recipients: recipients.filter(({ endedAt }) => endedAt === null),
    }
  })
}
