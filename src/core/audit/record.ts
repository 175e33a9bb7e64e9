import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../database/transaction.ts'
import { seal } from '../encryption/seal.ts'
import { subjectKeys } from '../encryption/subject-keys.ts'
import type { EncryptionTables } from '../encryption/tables.ts'
import { newUuid } from '../values/uuid.ts'
import type { AuditTables } from './tables.ts'

export type AuditValue =
  string | number | boolean | null | undefined | readonly AuditValue[] | { readonly [name: string]: AuditValue }

/** What happened, to which patients, and with which values. */
export interface AuditEntry {
  /** Dotted, past tense: `patient.address.changed`. */
  readonly action: string
  readonly outcome: 'done' | 'viewed' | 'refused' | 'failed'
  readonly entity?: { readonly type: string; readonly id: string } | undefined
  /** The patients this is about, by record id. A list names at most 100. */
  readonly subjects?: readonly string[]
  /** Old and new values; sealed, never stored in clear. */
  readonly values?: { readonly [name: string]: AuditValue } | undefined
}

export type AuditWriter = Tx<AuditTables & EncryptionTables>
type By = Pick<Context, 'tenantId' | 'actor' | 'purpose' | 'requestId' | 'sessionId' | 'keys' | 'clock'>

/** Most patients that one event names: a longer list must be paged. */
export const MOST_SUBJECTS = 100

/** Writes one audit event in the transaction of the act. */
export function record(tx: AuditWriter, by: By, entry: AuditEntry): Promise<void> {
  return recordMany(tx, by, [entry])
}

/** Writes many audit events in the transaction of the acts, in one round trip a table. */
export async function recordMany(tx: AuditWriter, by: By, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return
  const keys = await subjectKeys(
    tx,
    by,
    entries.filter((entry) => entry.values).map((entry) => payloadSubject(by, entry)),
    'audit-payload',
  )
  const prepared = entries.map((entry) => prepare(by, entry, keys))

  const subjects = prepared.flatMap(({ event, entry }) =>
    [...new Set(entry.subjects)].map((subject_id) => ({
      tenant_id: by.tenantId,
      subject_id,
      event_id: event.event_id,
    })),
  )
  const payloads = prepared.flatMap(({ payload }) => (payload ? [payload] : []))
  // recorded_at is left to the database in all three, so that an event and its subjects share the transaction's time.
  tx.send(
    tx
      .with('payloads', (db) =>
        payloads.length > 0
          ? db.insertInto('core.audit_payload').values(payloads).returning('event_id')
          : db.selectFrom('core.audit_payload').select('event_id').where('tenant_id', '=', by.tenantId).limit(0),
      )
      .with('subjects', (db) =>
        subjects.length > 0
          ? db.insertInto('core.audit_subject').values(subjects).returning('event_id')
          : db.selectFrom('core.audit_subject').select('event_id').where('tenant_id', '=', by.tenantId).limit(0),
      )
      .insertInto('core.audit_event')
      .values(prepared.map(({ event }) => event)),
  )
}

const payloadSubject = (by: By, entry: AuditEntry): string => entry.subjects?.[0] ?? by.tenantId

function prepare(by: By, entry: AuditEntry, keys: ReadonlyMap<string, Buffer>) {
  const eventId = newUuid(by.clock.now())
  const subjectCount = new Set(entry.subjects).size
  if (subjectCount > MOST_SUBJECTS) throw new RangeError(`An audit event names at most ${MOST_SUBJECTS} patients`)
  const clear = entry.values && JSON.stringify({ salt: randomBytes(16).toString('base64'), values: entry.values })
  const subjectId = payloadSubject(by, entry)
  const place = { tenantId: by.tenantId, table: 'core.audit_payload', column: 'sealed', rowId: eventId }
  return {
    entry,
    event: {
      tenant_id: by.tenantId,
      event_id: eventId,
      actor_kind: by.actor.kind,
      actor_id: by.actor.id,
      actor_roles: [...by.actor.roles],
      purpose: by.purpose,
      action: entry.action,
      outcome: entry.outcome,
      entity_type: entry.entity?.type ?? null,
      entity_id: entry.entity?.id ?? null,
      subject_count: subjectCount,
      commitment: clear ? createHash('sha256').update(clear).digest() : null,
      request_id: by.requestId,
      session_id: by.sessionId ?? null,
    },
    payload: clear
      ? {
          tenant_id: by.tenantId,
          event_id: eventId,
          subject_id: subjectId,
          sealed: seal(keys.get(subjectId)!, place, clear),
        }
      : undefined,
  }
}
