import type { Reader } from '../../../../core/database/transaction.ts'
import type { HomecareTables } from '../../tables.ts'

/** Every treatment of the clinic that has not stopped, some at a time. */
export async function watchedTherapies(
  tx: Reader<HomecareTables>,
  tenantId: string,
  after: string | undefined,
  limit: number,
): Promise<readonly string[]> {
  let query = tx
    .selectFrom('homecare.therapy')
    .select('therapy_id')
    .where('tenant_id', '=', tenantId)
    .where('state', '<>', 'stopped')
    .where('counterpart_tenant_id', 'is', null)
  if (after !== undefined) query = query.where('therapy_id', '>', after)
  const rows = await query.orderBy('therapy_id').limit(limit).execute()
  return rows.map((row) => row.therapy_id)
}
