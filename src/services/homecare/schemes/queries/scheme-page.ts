import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { AccountTables } from '../../../../core/identity/accounts/tables.ts'
import { listEntries } from '../../../../core/medicines/index.ts'
import type { MedicineTables } from '../../../../core/medicines/tables.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import { listCompanies } from '../../companies/queries.ts'
import type { CompanyTables } from '../../companies/tables.ts'
import type { SchemeTables } from '../tables.ts'
import { getSchemeHistory } from './versions.ts'

/** A scheme with its versions, and the words of every brand, company and person in them. */
export async function loadSchemePage(
  tx: Reader<SchemeTables & CompanyTables & MedicineTables & AccountTables>,
  ctx: Context,
  { path }: { readonly path: { readonly schemeId: string } },
) {
  const scheme = await getSchemeHistory(tx, ctx.tenantId, path.schemeId)
  const brands = await listEntries(tx, [...new Set(scheme.versions.flatMap(({ content }) => content.brands))])
  const companies = await listCompanies(tx, ctx.tenantId)
  const people = scheme.versions.flatMap(({ proposedBy, approvedBy }) => [proposedBy, approvedBy ?? proposedBy])
  return {
    scheme,
    words: {
      brands: new Map([...brands].map(([id, { name }]) => [id, name])),
      companies: new Map(companies.map(({ companyId, name }) => [companyId, name])),
    },
    names: await namesOf(tx, ctx.tenantId, people),
  }
}
