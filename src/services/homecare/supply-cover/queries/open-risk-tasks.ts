import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { HomecareWork } from '../../tables.ts'

/** Tasks of some reasons that nobody has finished, by the treatment they are about. */
export async function openRiskTasks(
  tx: Reader<HomecareWork>,
  tenantId: string,
  codes: readonly string[],
  therapyIds: readonly string[],
): Promise<readonly { readonly key: string; readonly code: string }[]> {
  const { rows } = await sql<{ key: string; code: string }>`
    select key, reason as code from core.task
     where tenant_id = ${tenantId} and reason = any(${codes}::text[]) and key = any(${therapyIds}::text[])
       and closed_at is null`.execute(tx)
  return rows
}
