import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Reader } from '../database/transaction.ts'
import type { IdempotencyTables } from './tables.ts'

/** Whether this person's form, told by its key, did something within the last two minutes: it has been sent twice, then. */
export async function wasDoneLately(
  tx: Reader<IdempotencyTables>,
  { tenantId, actor, idempotencyKey }: Pick<Context, 'tenantId' | 'actor' | 'idempotencyKey'>,
): Promise<boolean> {
  if (idempotencyKey === undefined || (actor.kind !== 'staff' && actor.kind !== 'patient')) return false
  const key = `${actor.id}:${idempotencyKey}`
  const done = await tx
    .selectFrom('core.idempotency_key')
    .select('key')
    .where('tenant_id', '=', tenantId)
    .where('recorded_at', '>', sql<Date>`now() - interval '2 minutes'`)
    .where((eb) => eb.or([eb('key', '=', key), eb('key', 'like', `${key}:%`)]))
    .limit(1)
    .executeTakeFirst()
  return done !== undefined
}
