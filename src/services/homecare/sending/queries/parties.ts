import type { Reader } from '../../../../core/database/transaction.ts'
import { NotFoundError } from '../../../../core/errors.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Company } from '../../companies/company.ts'
import { getCompany } from '../../companies/queries.ts'
import type { CompanyTables } from '../../companies/tables.ts'
import type { EnrolmentTables } from '../../enrolments/tables.ts'
import type { Prescription } from '../../prescriptions/queries/prescriptions.ts'

type Tables = Reader<EnrolmentTables & CompanyTables>

/** The registration of a prescription and the company that supplies by it. */
export async function getSupplier(
  tx: Tables,
  tenantId: string,
  { enrolmentId }: Pick<Prescription, 'enrolmentId'>,
): Promise<{
  readonly company: Company
  readonly deliveryAddress: unknown
  readonly ownerAccountId: string | undefined
  readonly medicine: string
}> {
  const row = await tx
    .selectFrom('homecare.enrolment')
    .select(['company_id', 'delivery_address', 'owner_account_id', 'medicine'])
    .where('tenant_id', '=', tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst()
  if (!row?.company_id) throw new NotFoundError('Homecare registration')
  return {
    company: await getCompany(tx as Reader<CompanyTables>, tenantId, row.company_id),
    deliveryAddress: row.delivery_address ?? undefined,
    ownerAccountId: row.owner_account_id ?? undefined,
    medicine: row.medicine,
  }
}

/** Whether this organisation prescribes. */
export const isClinic = async (tx: Reader<TenancyTables>, tenantId: string): Promise<boolean> =>
  (await getOrganisation(tx, tenantId)).kind === 'nhs-trust'
