import { sql } from 'kysely'
import type { Platform } from '../../context.ts'
import { readInTenant } from '../../database/in-tenant.ts'
import { exactTime } from '../logged-events.ts'
import type { Fault } from './fault.ts'
import type { LogHead } from '../open-log.ts'

const AT_ONCE = 5_000
interface Event {
  readonly xid: string
  readonly eventId: string
  readonly recordedAt: string
}

const NOWHERE = { xid: '0', eventId: '00000000-0000-0000-0000-000000000000' }

/** Events of the trail that are older than the newest in the log and not in it. */
export async function eventsOutside(
  { db }: Pick<Platform, 'db'>,
  tenantId: string,
  { last }: Pick<LogHead, 'last'>,
): Promise<Fault[]> {
  const faults: Fault[] = []
  for (let after = NOWHERE; ;) {
    const rows = await readInTenant({ db, tenantId }, async (tx) => {
      const events = await sql<Event>`
        select e.xid::text as xid, e.event_id as "eventId", ${exactTime(sql.ref('e.recorded_at'))} as "recordedAt"
        from core.audit_event e
        where e.tenant_id = ${tenantId} and (e.xid, e.event_id) > (${after.xid}::xid8, ${after.eventId}::uuid)
          and (e.xid, e.event_id) <= (${last.xid}::xid8, ${last.eventId}::uuid)
        order by e.xid, e.event_id limit ${AT_ONCE}`.execute(tx)
      const leaves = await sql<Event>`
        select event_id as "eventId", ${exactTime(sql.ref('recorded_at'))} as "recordedAt" from core.audit_leaf
        where tenant_id = ${tenantId} and event_id = any(${events.rows.map(({ eventId }) => eventId)}::uuid[])`.execute(
        tx,
      )
      const logged = new Set(leaves.rows.map(({ eventId, recordedAt }) => `${eventId} ${recordedAt}`))
      return events.rows.map((event) => ({ ...event, isIn: logged.has(`${event.eventId} ${event.recordedAt}`) }))
    })
    for (const { eventId, isIn } of rows) if (!isIn) faults.push({ kind: 'event-not-in-log', eventId })
    const newest = rows.at(-1)
    if (!newest || rows.length < AT_ONCE) return faults
    after = newest
  }
}

/** How many events were written after the newest in the log: they wait for it. At most `most` are counted. */
export async function eventsWaiting(
  { db }: Pick<Platform, 'db'>,
  tenantId: string,
  last: LogHead['last'] = NOWHERE,
  most = 100_000,
): Promise<number> {
  return await readInTenant({ db, tenantId }, async (tx) => {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::integer as waiting from (
        select from core.audit_event e where e.tenant_id = ${tenantId}
          and (e.xid, e.event_id) > (${last.xid}::xid8, ${last.eventId}::uuid) limit ${most}) as found`.execute(tx)
    return rows[0]?.waiting ?? 0
  })
}
