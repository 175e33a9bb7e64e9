import type { Reader } from '../../../core/database/transaction.ts'
import { NotFoundError } from '../../../core/errors.ts'
import { isUuid } from '../../../core/values/uuid.ts'
import type { Company } from './company.ts'
import type { CompanyTables } from './tables.ts'

const companies = (tx: Reader<CompanyTables>, tenantId: string) =>
  tx
    .selectFrom('homecare.company')
    .select([
      'company_id',
      'name',
      'recipient_tenant_id',
      'ods_code',
      'telephone',
      'email',
      'address_lines',
      'nation',
      'answer_days',
      'ended_at',
      'version',
    ])
    .where('tenant_id', '=', tenantId)

type Row = Awaited<ReturnType<ReturnType<typeof companies>['execute']>>[number]

const companyOf = (row: Row): Company => ({
  companyId: row.company_id,
  name: row.name,
  recipientId: row.recipient_tenant_id ?? undefined,
  odsCode: row.ods_code ?? undefined,
  telephone: row.telephone ?? undefined,
  email: row.email ?? undefined,
  addressLines: row.address_lines,
  nation: row.nation,
  answerDays: row.answer_days,
  endedAt: row.ended_at ?? undefined,
  version: row.version,
})

/** Companies by name, those that have ended last. */
export async function listCompanies(tx: Reader<CompanyTables>, tenantId: string): Promise<readonly Company[]> {
  const rows = await companies(tx, tenantId)
    .orderBy('ended_at', (order) => order.desc().nullsFirst())
    .orderBy('name')
    .execute()
  return rows.map(companyOf)
}

export async function findCompany(
  tx: Reader<CompanyTables>,
  tenantId: string,
  companyId: string,
): Promise<Company | undefined> {
  if (!isUuid(companyId)) return undefined
  const row = await companies(tx, tenantId).where('company_id', '=', companyId).executeTakeFirst()
  return row && companyOf(row)
}

/** Throws `NotFoundError`. */
export async function getCompany(tx: Reader<CompanyTables>, tenantId: string, companyId: string): Promise<Company> {
  const company = await findCompany(tx, tenantId, companyId)
  if (!company) throw new NotFoundError('Homecare company')
  return company
}

/** The company that is an organisation in Troth, while it is worked with. */
export async function findCompanyByRecipient(
  tx: Reader<CompanyTables>,
  tenantId: string,
  recipientId: string,
): Promise<Company | undefined> {
  const row = await companies(tx, tenantId)
    .where('recipient_tenant_id', '=', recipientId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && companyOf(row)
}
