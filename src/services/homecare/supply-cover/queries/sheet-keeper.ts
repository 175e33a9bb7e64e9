import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { WorklistTables } from './worklist-page.ts'

/** Who is told that the sheet was not written: a named person of pharmacy, or else an administrator. */
export async function sheetKeeper(tx: Reader<WorklistTables>, tenantId: string): Promise<string | undefined> {
  const { rows } = await sql<{ account_id: string }>`
    select a.account_id
      from core.staff_account a
      join core.staff_role r on r.tenant_id = a.tenant_id and r.account_id = a.account_id
     where a.tenant_id = ${tenantId} and a.status = 'active'
       and r.role in ('homecare-coordinator', 'pharmacist', 'administrator')
     order by array_position(array['homecare-coordinator', 'pharmacist', 'administrator'], r.role::text), a.created_at, a.account_id
     limit 1`.execute(tx)
  return rows[0]?.account_id
}
