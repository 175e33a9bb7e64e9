import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { findStaffAccount } from '../../../../core/identity/accounts/index.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { addressLines, type Address } from '../../../../core/values/address.ts'
import type { AllergyStatus } from '../../../../core/values/allergy.ts'
import { REGISTERS } from '../../../../core/values/professional-registration.ts'
import { findCompany } from '../../companies/queries.ts'
import type { BesideContent } from '../../documents/beside-content.ts'
import { listSteps } from '../../steps/queries.ts'
import type { HomecareTables } from '../../tables.ts'
import type { Prescription } from './prescriptions.ts'

type Tables = Reader<HomecareTables & IdentityTables & TenancyTables & EncryptionTables>

const NOT_KNOWN = 'Not recorded'

/** What stands beside the content on a printed prescription. For those who may see where the patient lives. */
export async function besideContent(
  tx: Tables,
  ctx: Context,
  prescription: Prescription,
  allergies: AllergyStatus,
): Promise<BesideContent> {
  const { tenantId } = ctx
  const enrolment = await tx
    .selectFrom('homecare.enrolment')
    .select(['company_id', 'delivery_address'])
    .where('tenant_id', '=', tenantId)
    .where('enrolment_id', '=', prescription.enrolmentId)
    .executeTakeFirst()
  const company = enrolment?.company_id ? await findCompany(tx, tenantId, enrolment.company_id) : undefined
  const address = enrolment?.delivery_address as Omit<Address, 'use'> | null | undefined
  const { name, telephone } = await getOrganisation(tx as Reader<TenancyTables>, tenantId)
  return {
    allergies,
    deliveryAddress: address ? addressLines({ use: 'home', ...address }) : undefined,
    company: company && { name: company.name, telephone: company.telephone ?? NOT_KNOWN },
    screenedBy: await screenerOf(tx, ctx, prescription),
    clinic: { name, telephone: telephone ?? NOT_KNOWN },
  }
}

/** Who screened it, as what, and when: nobody unless the record has the step itself. */
async function screenerOf(tx: Tables, ctx: Context, { prescriptionId, screenerId }: Prescription) {
  if (screenerId === undefined) return undefined
  const steps = await listSteps(tx, ctx, [prescriptionId])
  const screened = steps.findLast(({ event, to }) => event === 'screen' || to === 'screened')
  const account = await findStaffAccount(tx as Reader<IdentityTables>, ctx.tenantId, screenerId)
  if (screened === undefined || account === undefined) return undefined
  const [held] = account.registrations
  const registration = held ? `${REGISTERS[held.register].short} ${held.number}` : 'registration not recorded'
  return { name: account.name, registration, at: screened.happenedAt }
}
