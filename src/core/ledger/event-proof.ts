import { sql } from 'kysely'
import type { Reader } from '../database/transaction.ts'
import { NotFoundError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'
import { leafText } from './leaf.ts'
import { eventColumns, exactTime, withSubjects, type EventRow } from './logged-events.ts'
import { inclusionRanges, rootFromInclusion } from './proof.ts'
import { findNewestCheckpoint, type NewestCheckpoint } from './queries.ts'
import { hashesOf } from './stored-hashes.ts'
import type { LedgerTables } from './tables.ts'
import { leafHash } from './tree.ts'

/** What shows that one event is in the log that a checkpoint signs, without any other event. */
export interface EventProof {
  readonly position: number
  readonly recordedAt: string
  /** The text that the leaf is the hash of; undefined when the event is no longer in the trail. */
  readonly text: string | undefined
  /** As the log holds it. */
  readonly leaf: Buffer
  /** The hashes beside the way from the leaf to the root, nearest first. */
  readonly path: readonly Buffer[]
  readonly checkpoint: NewestCheckpoint
  /** The event leads to the signed root. */
  readonly holds: boolean
  readonly subjects: readonly string[]
}

/** The proof of an event against the newest checkpoint. Throws `NotFoundError` when the organisation's log has no such event. */
export async function getEventProof(tx: Reader<LedgerTables>, tenantId: string, eventId: string): Promise<EventProof> {
  const leaf = isUuid(eventId) ? await findLeaf(tx, tenantId, eventId) : undefined
  const checkpoint = await findNewestCheckpoint(tx, tenantId)
  if (!leaf || !checkpoint || leaf.position >= checkpoint.size) throw new NotFoundError('Entry of the audit log')
  const { position, recordedAt, hash } = leaf
  const { rows } = await sql<EventRow>`
    select ${eventColumns} from core.audit_event e where e.tenant_id = ${tenantId} and e.event_id = ${eventId}
      and e.recorded_at = ${recordedAt}::timestamptz`.execute(tx)
  const [event] = await withSubjects(tx, tenantId, rows)
  const path = await hashesOf(tx, tenantId, inclusionRanges(position, checkpoint.size))
  const text = event && leafText(event)
  const root = text && rootFromInclusion(leafHash(text), { index: position, size: checkpoint.size, proof: path })
  const holds = root !== undefined && root !== '' && root.equals(checkpoint.root)
  return { position, recordedAt, text, leaf: hash, path, checkpoint, holds, subjects: event?.subjects ?? [] }
}

async function findLeaf(tx: Reader<LedgerTables>, tenantId: string, eventId: string) {
  const { rows } = await sql<{ position: number; recordedAt: string; hash: Buffer }>`
    select position, ${exactTime(sql.ref('recorded_at'))} as "recordedAt", hash from core.audit_leaf
    where tenant_id = ${tenantId} and event_id = ${eventId}`.execute(tx)
  return rows[0]
}

/** The proof as text that stands for itself: C2SP tlog-proof. */
export const proofText = ({ position, path, checkpoint }: EventProof): string =>
  [
    'c2sp.org/tlog-proof@v1',
    `index ${position}`,
    ...path.map((hash) => hash.toString('base64')),
    '',
    checkpoint.note,
  ].join('\n')
