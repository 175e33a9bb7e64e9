import type { Context, Platform } from '../../src/core/context.ts'
import { readInTenant } from '../../src/core/database/in-tenant.ts'
import { registerRecipient } from '../../src/core/disclosures/index.ts'
import { addCompany } from '../../src/services/homecare/companies/commands.ts'
import { listCompanies } from '../../src/services/homecare/companies/queries.ts'
import type { CompanyTables } from '../../src/services/homecare/companies/tables.ts'
import { allSayings } from '../../src/services/homecare/exchange/commands/saying.ts'
import { decideVersion } from '../../src/services/homecare/schemes/commands/decide.ts'
import { proposeScheme } from '../../src/services/homecare/schemes/commands/propose.ts'
import { listLiveSchemes } from '../../src/services/homecare/schemes/queries.ts'
import type { SchemeTables } from '../../src/services/homecare/schemes/tables.ts'
import { USUAL_SUPPLY_TIMES } from '../../src/services/homecare/supply-cover/deadlines.ts'
import { asStaff } from '../as-staff.ts'
import { seededTenant } from '../organisations-story.ts'
import type { OrganisationSlug } from '../organisations.ts'
import { codesOf, TREATMENTS, type TreatmentName } from './medicines.ts'

const STORY = 'homecare agreements'

/** The homecare companies of Riverside: one that uses Troth and one that does not. */
export type Companies = Readonly<Record<'brightwell' | 'second', string>>
export type Schemes = Readonly<Record<TreatmentName, string>>

/** Who may send what to whom: the trust and the company everything of homecare, both ways, and the trust to its patients’ surgery. */
export async function agreeToSend(platform: Platform): Promise<void> {
  await enter(platform, 'riverside', 'brightwell', 'Brightwell Homecare')
  await enter(platform, 'riverside', 'meadow-lane', 'Meadow Lane Surgery', 'Z99001')
  await enter(platform, 'brightwell', 'riverside', 'Riverside NHS Foundation Trust')
  await enter(platform, 'meadow-lane', 'riverside', 'Riverside NHS Foundation Trust')
}

async function enter(
  platform: Platform,
  slug: OrganisationSlug,
  recipient: OrganisationSlug,
  name: string,
  odsCode?: string,
): Promise<void> {
  const ctx = await asStaff(platform, slug, 'administrator', `${STORY}: ${recipient}`)
  const entry = { slug: recipient, name, agreement: 'Demonstration agreement', kinds: allSayings(), odsCode }
  await registerRecipient({ ...ctx, purpose: 'administration' }, entry)
}

export async function addCompanies(platform: Platform): Promise<Companies> {
  const ctx: Context = { ...(await asStaff(platform, 'riverside', 'administrator', STORY)), purpose: 'administration' }
  const usual = { email: undefined, nation: 'england-and-wales', answerDays: 2 } as const
  await addCompany(ctx, {
    ...usual,
    name: 'Brightwell Homecare',
    recipientId: await seededTenant(platform, 'brightwell'),
    odsCode: 'Z9H01',
    telephone: '01632 960004',
    addressLines: ['1 Depot Road', 'Riverside', 'M4 9ZZ'],
  })
  await addCompany(ctx, {
    ...usual,
    name: 'Second Homecare',
    recipientId: undefined,
    odsCode: undefined,
    telephone: '01632 960009',
    addressLines: ['22 Wharf Way', 'Hillview', 'LS7 4ZZ'],
  })
  const companies = await readInTenant<CompanyTables, Awaited<ReturnType<typeof listCompanies>>>(ctx, (tx) =>
    listCompanies(tx, ctx.tenantId),
  )
  const called = (name: string) => companies.find((company) => company.name === name)?.companyId ?? ''
  return { brightwell: called('Brightwell Homecare'), second: called('Second Homecare') }
}

/** A scheme for each medicine, proposed by the pharmacist and approved by the doctor. Nobody has signed them off, and screens say so. */
export async function approveSchemes(platform: Platform, companies: Companies): Promise<Schemes> {
  const [pharmacist, doctor] = await Promise.all(
    (['pharmacist', 'doctor'] as const).map(async (role) => ({
      ...(await asStaff(platform, 'riverside', role, STORY)),
      purpose: 'administration' as const,
    })),
  )
  if (!pharmacist || !doctor) throw new Error('Two people approve a scheme')
  for (const treatment of Object.values(TREATMENTS)) {
    const { vtmId, brandIds } = await codesOf(pharmacist, treatment)
    const { milligrams, everyWeeks, substance } = treatment
    const made = await proposeScheme(pharmacist, {
      vtmId,
      name: `${substance} for adults`,
      content: {
        isBiologic: true,
        brands: brandIds,
        limits: {
          unit: 'milligram',
          least: milligrams,
          most: milligrams * 2,
          mostLoading: milligrams * 4,
          shortestDays: everyWeeks * 7,
        },
        times: USUAL_SUPPLY_TIMES.value,
        mayCheckerScreen: true,
        mostPauseDays: 84,
        mostCoverDays: 112,
        companies: [companies.brightwell, companies.second],
        monitoring: 'Full blood count, liver and kidney function every 3 months',
        maySignFirst: false,
      },
    })
    if (typeof made === 'string') throw new Error(`No scheme for ${substance}: ${made}`)
    const decided = await decideVersion(doctor, { ...made, version: 1, number: 1, decision: 'approve', reason: '' })
    if (decided !== 'done') throw new Error(`The scheme for ${substance} was not approved: ${decided}`)
  }
  const live = await readInTenant<SchemeTables, Awaited<ReturnType<typeof listLiveSchemes>>>(doctor, (tx) =>
    listLiveSchemes(tx, doctor.tenantId),
  )
  const ofTreatment = (name: TreatmentName) =>
    live.find((scheme) => scheme.name === `${TREATMENTS[name].substance} for adults`)?.schemeId ?? ''
  return { adalimumab: ofTreatment('adalimumab'), etanercept: ofTreatment('etanercept') }
}
