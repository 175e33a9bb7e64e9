import { sql } from 'kysely'
import type { Context, Platform } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { UnavailableError } from '../errors.ts'
import { signCheckpoint } from './checkpoint.ts'
import { leafOf, type LoggedEvent } from './leaf.ts'
import { eventColumns, withSubjects, type EventRow } from './logged-events.ts'
import { beginLog, findLog, openLogKey, type LogHead, type LogWriter } from './open-log.ts'
import { Edge, type Subtree } from './tree.ts'

/** Events of one transaction: enough that signing and committing cost little beside hashing. */
export const MOST_AT_ONCE = 5_000
/** Subtrees of this height, and of its multiples, are kept: the hash tiles of C2SP tlog-tiles. */
export const TILE_HEIGHT = 8

const BEFORE_ALL = { xid: '0', eventId: '00000000-0000-0000-0000-000000000000' }

type Doors = Pick<Platform, 'db' | 'keys'>

/**
 * Puts what was committed since into the organisation's log and signs a checkpoint, in one transaction. Answers how many
 * events it took: fewer than `most` when nothing more waits, or when another worker is at it.
 *
 * The order is that of transactions, and of events inside one. Only transactions older than every one that still runs are
 * taken, so none that commits late can be passed over.
 */
export async function appendCommitted(platform: Doors, tenantId: string, most = MOST_AT_ONCE): Promise<number> {
  return await inTenant({ db: platform.db, tenantId }, async (tx: LogWriter) => {
    const at = await databaseTime(tx)
    const head = (await findLog(tx, tenantId, 'held')) ?? (await begun(tx, { keys: platform.keys, tenantId }, at))
    if (head === 'nothing to do') return 0
    const events = await committedAfter(tx, tenantId, head, most)
    const newest = events.at(-1)
    if (!newest) return 0
    const edge = new Edge(head.size, head.edge)
    const hashes = events.map(leafOf)
    const completed = hashes.flatMap((hash) => edge.append(hash)).filter(({ height }) => height % TILE_HEIGHT === 0)
    await insertLeaves(tx, tenantId, head.size, events, hashes)
    await insertSubtrees(tx, tenantId, completed)
    await moveHead(tx, tenantId, edge, newest)
    await sign(tx, { keys: platform.keys, tenantId }, head, edge, at)
    return events.length
  })
}

/** The events' own time is the database's, so a checkpoint is dated by the same clock. */
async function databaseTime(tx: LogWriter): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select now() as at`.execute(tx)
  return rows[0]!.at
}

/** Only for a first event: an organisation whose rows are being deleted must not get a new log. */
async function begun(tx: LogWriter, owner: Pick<Context, 'keys' | 'tenantId'>, at: Date) {
  if ((await committedAfter(tx, owner.tenantId, { last: BEFORE_ALL }, 1)).length === 0) return 'nothing to do'
  await beginLog(tx, owner, at)
  return (await findLog(tx, owner.tenantId, 'held')) ?? 'nothing to do'
}

type Committed = LoggedEvent & { readonly xid: string }

async function committedAfter(
  tx: LogWriter,
  tenantId: string,
  { last }: Pick<LogHead, 'last'>,
  most: number,
): Promise<Committed[]> {
  const { rows } = await sql<EventRow & { xid: string }>`
    select ${eventColumns}, e.xid::text as xid from core.audit_event e
    where e.tenant_id = ${tenantId} and (e.xid, e.event_id) > (${last.xid}::xid8, ${last.eventId}::uuid)
      and e.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by e.xid, e.event_id limit ${most}`.execute(tx)
  return await withSubjects(tx, tenantId, rows)
}

async function insertLeaves(
  tx: LogWriter,
  tenantId: string,
  from: number,
  events: readonly Committed[],
  hashes: readonly Buffer[],
): Promise<void> {
  await sql`
    insert into core.audit_leaf (tenant_id, position, event_id, recorded_at, hash)
    select ${tenantId}::uuid, ${from}::bigint + place - 1, event_id, recorded_at, hash
    from unnest(${events.map(({ eventId }) => eventId)}::uuid[], ${events.map(({ recordedAt }) => recordedAt)}::timestamptz[],
                ${hashes}::bytea[]) with ordinality as leaf (event_id, recorded_at, hash, place)`.execute(tx)
}

async function insertSubtrees(tx: LogWriter, tenantId: string, subtrees: readonly Subtree[]): Promise<void> {
  if (subtrees.length === 0) return
  await tx
    .insertInto('core.audit_subtree')
    .values(
      subtrees.map(({ height, index, hash }) => ({
        tenant_id: tenantId,
        level: height / TILE_HEIGHT,
        position: index,
        hash,
      })),
    )
    .execute()
}

async function moveHead(tx: LogWriter, tenantId: string, edge: Edge, newest: Committed): Promise<void> {
  await sql`
    update core.audit_log set size = ${edge.size}, edge = ${Buffer.concat(edge.hashes)}, last_xid = ${newest.xid}::xid8,
      last_event = ${newest.eventId} where tenant_id = ${tenantId}`.execute(tx)
}

async function sign(
  tx: LogWriter,
  owner: Pick<Context, 'keys' | 'tenantId'>,
  { origin, sealedKey }: LogHead,
  edge: Edge,
  at: Date,
): Promise<void> {
  const key = await openLogKey(tx, owner, sealedKey)
  if (!key) throw new UnavailableError('The key of the audit log was destroyed')
  const root = edge.root()
  await tx
    .insertInto('core.audit_checkpoint')
    .values({
      tenant_id: owner.tenantId,
      size: edge.size,
      root,
      signed_at: at,
      note: signCheckpoint({ origin, size: edge.size, root }, { key, at }),
    })
    .execute()
}
