import type { Reader } from '../../../../core/database/transaction.ts'
import type { ExchangeTables } from '../tables.ts'

/** The first of everything that has waited since then, of each sender about each thing: what follows waits for it. */
export async function waitingSince(
  tx: Reader<ExchangeTables>,
  tenantId: string,
  since: Date,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('homecare.message')
    .distinctOn(['counterpart_tenant_id', 'about_id'])
    .select('message_id')
    .where('tenant_id', '=', tenantId)
    .where('direction', '=', 'received')
    .where('settled_at', 'is', null)
    .where('received_at', '<=', since)
    .orderBy('counterpart_tenant_id')
    .orderBy('about_id')
    .orderBy('number')
    .execute()
  return rows.map(({ message_id }) => message_id)
}
