import { z } from 'zod'
import type { Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { Tx } from '../database/transaction.ts'
import type { IdempotencyTables } from '../idempotency/tables.ts'
import { DRAFT_HOURS } from '../identity/sessions/session.ts'
import type { SessionTables } from '../identity/sessions/tables.ts'
import { job, type Time } from '../jobs/job.ts'

/** Keys outlive the longest retry of any carrier (72 hours), with room to spare. */
export const IDEMPOTENCY_DAYS = 7
/** Ended sessions stay for this long, so that what was typed when one ended can still be kept for its account. */
export const ENDED_SESSION_DAYS = 2
/** Rows of one statement: a long backlog must not hold locks or a transaction for long. */
const AT_ONCE = 5_000

/** Every night: removes what the program keeps only for a while, for one organisation. */
export const sweepShortLived = job({
  name: 'core.sweep-short-lived',
  says: 'Remove what is kept for a few days only',
  payload: z.object({}),
  schedule: '17 2 * * *',
  async work(ctx, _payload, time) {
    const now = ctx.clock.now().getTime()
    await untilNone(ctx, time, (tx) => deleteKeys(tx, ctx.tenantId, new Date(now - IDEMPOTENCY_DAYS * 86_400_000)))
    await untilNone(ctx, time, (tx) => deleteDrafts(tx, ctx.tenantId, new Date(now - DRAFT_HOURS * 3_600_000)))
    await untilNone(ctx, time, (tx) =>
      deleteSessions(tx, ctx.tenantId, new Date(now - ENDED_SESSION_DAYS * 86_400_000)),
    )
  },
})

type SweptTables = IdempotencyTables & SessionTables

async function untilNone(
  ctx: Context,
  time: Time | undefined,
  sweep: (tx: Tx<SweptTables>) => Promise<number>,
): Promise<void> {
  while ((await inTenant<SweptTables, number>(ctx, sweep)) === AT_ONCE) time?.isUp.throwIfAborted()
}

async function deleteKeys(tx: Tx<SweptTables>, tenantId: string, before: Date): Promise<number> {
  const old = tx
    .selectFrom('core.idempotency_key')
    .select(['scope', 'key'])
    .where('tenant_id', '=', tenantId)
    .where('recorded_at', '<', before)
    .limit(AT_ONCE)
  const { numDeletedRows } = await tx
    .deleteFrom('core.idempotency_key')
    .where('tenant_id', '=', tenantId)
    .where(({ eb, refTuple }) => eb(refTuple('scope', 'key'), 'in', old.$asTuple('scope', 'key')))
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

async function deleteDrafts(tx: Tx<SweptTables>, tenantId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('core.form_draft')
    .where('tenant_id', '=', tenantId)
    .where('saved_at', '<', before)
    .executeTakeFirstOrThrow()
  return Math.min(Number(numDeletedRows), AT_ONCE - 1)
}

async function deleteSessions(tx: Tx<SweptTables>, tenantId: string, before: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('core.session')
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('ends_at', '<', before), eb('ended_at', '<', before), eb('last_seen_at', '<', before)]))
    .executeTakeFirstOrThrow()
  return Math.min(Number(numDeletedRows), AT_ONCE - 1)
}
