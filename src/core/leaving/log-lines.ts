import { sql } from 'kysely'
import { z } from 'zod'
import type { Platform } from '../context.ts'
import { readInTenant } from '../database/in-tenant.ts'
import type { LoggedEvent } from '../ledger/leaf.ts'
import { eventColumns, withSubjects, type EventRow } from '../ledger/logged-events.ts'
import type { LogHead } from '../ledger/open-log.ts'
import { readStretches } from '../ledger/verify/read-stretches.ts'
import type { SealedValue } from './manifest.ts'

const event = z.object({
  eventId: z.string(),
  recordedAt: z.string(),
  actorKind: z.string(),
  actorId: z.string(),
  actorRoles: z.array(z.string()),
  purpose: z.string(),
  action: z.string(),
  outcome: z.string(),
  entityType: z.string().nullable(),
  entityId: z.string().nullable(),
  subjectCount: z.number(),
  subjects: z.array(z.string()),
  commitment: z.string().nullable(),
  requestId: z.string().nullable(),
  sessionId: z.string().nullable(),
})
const values = z.object({ sealed: z.string(), subject: z.string() }).optional()

/** A line of an exported log: an entry, a checkpoint that follows it, or an event that was not in the log yet. */
export const logLine = z.union([
  z.strictObject({ position: z.number(), hash: z.string(), event, values }),
  z.strictObject({ checkpoint: z.string(), size: z.number(), root: z.string() }),
  z.strictObject({ waiting: event, values }),
])

type Values = Pick<SealedValue, 'sealed' | 'subject'> | undefined

/** The log of an organisation, each entry with its event and its sealed values, each checkpoint after what it signs. */
export async function* logLines(
  platform: Pick<Platform, 'db' | 'keys'>,
  tenantId: string,
  head: LogHead,
  count: { waiting: number },
): AsyncGenerator<string> {
  for await (const { entries, checkpoints } of readStretches(platform, tenantId, head.size)) {
    const sealed = await valuesOf(
      platform,
      tenantId,
      entries.map(({ eventId }) => eventId),
    )
    const signed = new Map(checkpoints.map((checkpoint) => [checkpoint.size, checkpoint]))
    for (const { position, hash, event: found, eventId } of entries) {
      if (!found) throw new Error('An event of the audit log is missing: see troth verify-log')
      yield JSON.stringify({ position, hash: hash.toString('hex'), event: plain(found), values: sealed.get(eventId) })
      const checkpoint = signed.get(position + 1)
      if (!checkpoint) continue
      const { note, size, root } = checkpoint
      yield JSON.stringify({ checkpoint: note, size, root: root.toString('hex') })
    }
  }
  for (const waiting of await eventsAfter(platform, tenantId, head)) {
    const sealed = await valuesOf(platform, tenantId, [waiting.eventId])
    count.waiting += 1
    yield JSON.stringify({ waiting: plain(waiting), values: sealed.get(waiting.eventId) })
  }
}

async function valuesOf(
  { db }: Pick<Platform, 'db'>,
  tenantId: string,
  eventIds: readonly string[],
): Promise<Map<string, Values>> {
  const rows = await readInTenant({ db, tenantId }, async (tx) => {
    const found = await sql<{ eventId: string; subject: string; sealed: string }>`
      select event_id as "eventId", subject_id as subject, translate(encode(sealed, 'base64'), e'\n', '') as sealed
      from core.audit_payload where tenant_id = ${tenantId} and event_id = any(${[...eventIds]}::uuid[])`.execute(tx)
    return found.rows
  })
  return new Map(rows.map(({ eventId, subject, sealed }) => [eventId, { sealed, subject }]))
}

/** Committed after the newest in the log. Few: the export had the log come up to date first. */
async function eventsAfter({ db }: Pick<Platform, 'db'>, tenantId: string, { last }: LogHead): Promise<LoggedEvent[]> {
  return await readInTenant({ db, tenantId }, async (tx) => {
    const { rows } = await sql<EventRow>`
      select ${eventColumns} from core.audit_event e
      where e.tenant_id = ${tenantId} and (e.xid, e.event_id) > (${last.xid}::xid8, ${last.eventId}::uuid)
      order by e.xid, e.event_id`.execute(tx)
    return await withSubjects(tx, tenantId, rows)
  })
}

const plain = (found: LoggedEvent): z.infer<typeof event> => event.parse(found)
