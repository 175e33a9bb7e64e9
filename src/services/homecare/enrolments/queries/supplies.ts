import type { Reader } from '../../../../core/database/transaction.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import type { CompanyTables } from '../../companies/tables.ts'
import { isApproved } from '../../schemes/scheme.ts'
import { listLiveSchemes } from '../../schemes/queries.ts'
import type { SchemeTables } from '../../schemes/tables.ts'

/** A scheme with one of the companies that may supply it. */
export interface SupplyChoice {
  readonly schemeId: string
  readonly companyId: string
  readonly scheme: string
  readonly company: string
  readonly vtmId: string
  /** Somebody has signed off the limits of the scheme. */
  readonly isVerified: boolean
}

/** Everything that a patient can be registered for, or what there is for one substance. */
export async function listSupplies(
  tx: Reader<CompanyTables & SchemeTables>,
  tenantId: string,
  vtmId?: string,
): Promise<readonly SupplyChoice[]> {
  const schemes = (await listLiveSchemes(tx, tenantId, vtmId)).filter(isApproved)
  const rows = await (tx as Reader<CompanyTables>)
    .selectFrom('homecare.company')
    .select(['company_id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .orderBy('name')
    .execute()
  return schemes.flatMap(({ schemeId, name, vtmId: substance, verified, companies }) =>
    rows
      .filter((row) => companies.includes(row.company_id))
      .map((row) => ({
        schemeId,
        companyId: row.company_id,
        scheme: name,
        company: row.name,
        vtmId: substance,
        isVerified: verified,
      })),
  )
}

/** A choice as a form carries it. */
export const supplyText = ({ schemeId, companyId }: Pick<SupplyChoice, 'schemeId' | 'companyId'>): string =>
  `${schemeId}.${companyId}`

export function readSupply(text: string): { readonly schemeId: string; readonly companyId: string } | undefined {
  const [schemeId = '', companyId = '', ...more] = text.split('.')
  return isUuid(schemeId) && isUuid(companyId) && more.length === 0 ? { schemeId, companyId } : undefined
}
