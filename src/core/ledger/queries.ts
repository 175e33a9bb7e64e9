import { sql } from 'kysely'
import type { Reader } from '../database/transaction.ts'
import { verifierKey } from './checkpoint.ts'
import type { LedgerTables } from './tables.ts'

/** The newest checkpoint of an organisation's log. */
export interface NewestCheckpoint {
  readonly size: number
  readonly root: Buffer
  readonly signedAt: Date
  /** The signed text, as it is kept elsewhere. */
  readonly note: string
  /** The key of the log in one line. */
  readonly verifierKey: string
}

/** Undefined until the first events are in the log. */
export async function findNewestCheckpoint(
  db: Reader<LedgerTables>,
  tenantId: string,
): Promise<NewestCheckpoint | undefined> {
  const row = await db
    .selectFrom('core.audit_checkpoint as c')
    .innerJoin('core.audit_log as l', 'l.tenant_id', 'c.tenant_id')
    .select(['c.size', 'c.root', 'c.signed_at as signedAt', 'c.note', 'l.origin', 'l.public_key as publicKey'])
    .where('c.tenant_id', '=', tenantId)
    .orderBy('c.size', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const { origin, publicKey, ...checkpoint } = row
  return { ...checkpoint, verifierKey: verifierKey({ origin, publicKey }) }
}

/** How far an organisation's log is behind its trail: events that wait, up to `most`, and how long the first of them has. */
export async function findLag(
  tx: Reader<LedgerTables>,
  tenantId: string,
  most = 100_000,
): Promise<{ readonly events: number; readonly seconds: number }> {
  const { rows } = await sql<{ events: number; seconds: number }>`
    select count(*)::integer as events,
           coalesce(greatest(0, extract(epoch from now() - min(waiting.recorded_at))), 0)::float8 as seconds
    from (
      select e.recorded_at from core.audit_event e
      where e.tenant_id = ${tenantId} and (e.xid, e.event_id) > (
        coalesce((select last_xid from core.audit_log where tenant_id = ${tenantId}), '0'::xid8),
        coalesce((select last_event from core.audit_log where tenant_id = ${tenantId}),
                 '00000000-0000-0000-0000-000000000000'::uuid))
      order by e.xid, e.event_id limit ${most}) as waiting`.execute(tx)
  return rows[0] ?? { events: 0, seconds: 0 }
}

/** The newest entries of an organisation's log: when, and what leads to their proof. */
export async function newestEntries(
  db: Reader<LedgerTables>,
  tenantId: string,
  most = 20,
): Promise<readonly { readonly position: number; readonly eventId: string; readonly recordedAt: Date }[]> {
  return await db
    .selectFrom('core.audit_leaf')
    .select(['position', 'event_id as eventId', 'recorded_at as recordedAt'])
    .where('tenant_id', '=', tenantId)
    .orderBy('position', 'desc')
    .limit(most)
    .execute()
}
