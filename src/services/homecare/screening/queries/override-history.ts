import type { Reader } from '../../../../core/database/transaction.ts'
import type { GateName } from '../../schemes/gates.ts'
import type { ScreeningTables } from '../tables.ts'

/** What each screening of a time found and overrode, as `overrideRates` counts it. It names no patient. */
export async function listScreenings(
  tx: Reader<ScreeningTables>,
  tenantId: string,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<readonly { readonly found: readonly GateName[]; readonly overridden: readonly GateName[] }[]> {
  const rows = await tx
    .selectFrom('homecare.screening')
    .select(['found', 'overridden'])
    .where('tenant_id', '=', tenantId)
    .where('screened_at', '>=', from)
    .where('screened_at', '<', until)
    .execute()
  return rows.map(({ found, overridden }) => ({
    found: found as GateName[],
    overridden: overridden as GateName[],
  }))
}
