import type { Reader } from '../../../../core/database/transaction.ts'
import { type CivilDate, daysBetween } from '../../../../core/values/civil-date.ts'
import type { StockTables } from '../tables.ts'

/** How many days ago the stock at home was last counted; undefined when never, or when the newest count is not believed. */
export async function countedAgo(
  tx: Reader<StockTables>,
  tenantId: string,
  therapyId: string,
  today: CivilDate,
): Promise<number | undefined> {
  const row = await tx
    .selectFrom('homecare.stock_count')
    .select('counted_on')
    .where('tenant_id', '=', tenantId)
    .where('therapy_id', '=', therapyId)
    .where('withdrawn_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined || row.counted_on === null ? undefined : daysBetween(row.counted_on, today)
}
