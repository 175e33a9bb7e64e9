import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context, Platform } from '../../context.ts'
import { readInTenant } from '../../database/in-tenant.ts'
import type { Reader } from '../../database/transaction.ts'
import { open } from '../../encryption/seal.ts'
import { existingKeys } from '../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../encryption/tables.ts'
import { TILE_HEIGHT } from '../append.ts'
import type { LoggedEvent } from '../leaf.ts'
import { eventColumns, exactTime, withSubjects, type EventRow } from '../logged-events.ts'
import type { LedgerTables } from '../tables.ts'
import type { LogEntry, Stretch } from './check-log.ts'

const AT_ONCE = 2_000

type Doors = Pick<Platform, 'db' | 'keys'>
type Read = Reader<LedgerTables & EncryptionTables>

/** A log of the database from its first entry up to `size`, some entries at a time. */
export async function* readStretches(platform: Doors, tenantId: string, size: number): AsyncGenerator<Stretch> {
  for (let from = 0; from < size; from += AT_ONCE) {
    const to = Math.min(size, from + AT_ONCE)
    yield await readInTenant({ db: platform.db, tenantId }, async (tx: Read) => ({
      entries: await readEntries(tx, { keys: platform.keys, tenantId }, from, to),
      subtrees: await readSubtrees(tx, tenantId, from, to),
      checkpoints: await readCheckpoints(tx, tenantId, from, to),
    }))
  }
}

interface Leaf {
  readonly position: number
  readonly eventId: string
  readonly recordedAt: string
  readonly hash: Buffer
}

interface Payload {
  readonly eventId: string
  readonly subjectId: string
  readonly sealed: Buffer
}

/** Read apart, by key, so that no plan can depend on what the database believes about its tables. */
async function readEntries(
  tx: Read,
  owner: Pick<Context, 'keys' | 'tenantId'>,
  from: number,
  to: number,
): Promise<LogEntry[]> {
  const { tenantId } = owner
  const leaves = await sql<Leaf>`
    select position, event_id as "eventId", ${exactTime(sql.ref('recorded_at'))} as "recordedAt", hash from core.audit_leaf
    where tenant_id = ${tenantId} and position >= ${from} and position < ${to} order by position`.execute(tx)
  const ids = leaves.rows.map(({ eventId }) => eventId)
  const events = new Map((await readEvents(tx, tenantId, leaves.rows)).map((event) => [event.eventId, event]))
  const payloads = await sql<Payload>`
    select event_id as "eventId", subject_id as "subjectId", sealed from core.audit_payload
    where tenant_id = ${tenantId} and event_id = any(${ids}::uuid[])`.execute(tx)
  const payloadOf = new Map(payloads.rows.map((payload) => [payload.eventId, payload]))
  const subjects = payloads.rows.map(({ subjectId }) => subjectId)
  const keys = await existingKeys(tx, owner, subjects, 'audit-payload')
  return leaves.rows.map(({ position, eventId, recordedAt, hash }) => {
    const found = events.get(eventId)
    const event = found?.recordedAt === recordedAt ? found : undefined
    return { position, eventId, hash, event, values: valuesOf(tenantId, event, payloadOf.get(eventId), keys) }
  })
}

async function readEvents(tx: Read, tenantId: string, leaves: readonly Leaf[]): Promise<LoggedEvent[]> {
  const times = leaves.map(({ recordedAt }) => recordedAt).sort()
  const { rows } = await sql<EventRow>`
    select ${eventColumns} from core.audit_event e
    where e.tenant_id = ${tenantId} and e.event_id = any(${leaves.map(({ eventId }) => eventId)}::uuid[])
      and e.recorded_at between ${times[0]}::timestamptz and ${times.at(-1)}::timestamptz`.execute(tx)
  const wanted = new Set(leaves.map(({ eventId, recordedAt }) => `${eventId} ${recordedAt}`))
  const these = rows.filter(({ eventId, recordedAt }) => wanted.has(`${eventId} ${recordedAt}`))
  return await withSubjects(tx, tenantId, these)
}

/** Values without a key were erased, and values whose row is gone too: only what can be opened can be compared. */
function valuesOf(
  tenantId: string,
  event: LoggedEvent | undefined,
  payload: Payload | undefined,
  keys: ReadonlyMap<string, Buffer>,
): LogEntry['values'] {
  const key = payload && keys.get(payload.subjectId)
  if (!event || !payload || !key) return 'not opened'
  const place = { tenantId, table: 'core.audit_payload', column: 'sealed', rowId: event.eventId }
  try {
    const clear = open(key, place, payload.sealed)
    return createHash('sha256').update(clear).digest('hex') === event.commitment ? 'fit' : 'changed'
  } catch {
    return 'changed'
  }
}

async function readSubtrees(tx: Read, tenantId: string, from: number, to: number) {
  const { rows } = await sql<{ level: number; position: number; hash: Buffer }>`
    select s.level, s.position, s.hash from generate_series(1, 6) as of (level)
    join core.audit_subtree s on s.tenant_id = ${tenantId} and s.level = of.level
      and s.position >= div(${from}::numeric, 256::numeric ^ of.level) and s.position < div(${to}::numeric, 256::numeric ^ of.level)`.execute(
    tx,
  )
  return rows.map(({ level, position, hash }) => ({ height: level * TILE_HEIGHT, index: position, hash }))
}

const readCheckpoints = (tx: Read, tenantId: string, from: number, to: number) =>
  tx
    .selectFrom('core.audit_checkpoint')
    .select(['size', 'root', 'note'])
    .where('tenant_id', '=', tenantId)
    .where('size', '>', from)
    .where('size', '<=', to)
    .orderBy('size')
    .execute()
