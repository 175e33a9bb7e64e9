import { sql } from 'kysely'
import type { Reader } from '../../database/transaction.ts'
import { TRIES } from '../disclosure.ts'
import type { DisclosureTables } from '../tables.ts'

/** What has not arrived, and what arrived and is not in the record: how many are still tried, and how many wait for a person. */
export interface Unsettled {
  readonly direction: 'sent' | 'received'
  readonly waiting: number
  readonly failed: number
}

export async function countUnsettled(tx: Reader<DisclosureTables>, tenantId: string): Promise<readonly Unsettled[]> {
  const waiting = sql<number>`count(*) filter (where attempts < ${TRIES})::integer`.as('waiting')
  const failed = sql<number>`count(*) filter (where attempts >= ${TRIES})::integer`.as('failed')
  const sent = await tx
    .selectFrom('core.disclosure_outbox')
    .select([waiting, failed])
    .where('tenant_id', '=', tenantId)
    .where('delivered_at', 'is', null)
    .where('stopped_at', 'is', null)
    .executeTakeFirstOrThrow()
  const received = await tx
    .selectFrom('core.disclosure_inbox')
    .select([waiting, failed])
    .where('tenant_id', '=', tenantId)
    .where('applied_at', 'is', null)
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow()
  return [
    { direction: 'sent', ...sent },
    { direction: 'received', ...received },
  ]
}
