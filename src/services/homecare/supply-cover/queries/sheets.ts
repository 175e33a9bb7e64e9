import type { Reader } from '../../../../core/database/transaction.ts'
import type { SheetTables } from '../tables.ts'
import type { Sheet } from '../sheet-state.ts'

/** The run-out sheets of the last two weeks, newest first. */
export async function newestSheets(tx: Reader<SheetTables>, tenantId: string): Promise<readonly Sheet[]> {
  const rows = await tx
    .selectFrom('homecare.run_out_sheet')
    .select(['for_on', 'written_at', 'rows', 'failure'])
    .where('tenant_id', '=', tenantId)
    .orderBy('for_on', 'desc')
    .limit(14)
    .execute()
  return rows.map((row) => ({
    forOn: row.for_on,
    writtenAt: row.written_at ?? undefined,
    rows: row.rows,
    failure: row.failure ?? undefined,
  }))
}
