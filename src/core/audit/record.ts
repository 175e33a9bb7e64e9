import { createHash, randomBytes } from 'node:crypto'
import { CompiledQuery } from 'kysely'
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
/** Who acted, as an event names them. */
export type AuditedBy = Pick<Context, 'tenantId' | 'actor' | 'purpose' | 'requestId' | 'sessionId' | 'keys' | 'clock'>

/** Most patients that one event names: a longer list must be paged. */
export const MOST_SUBJECTS = 100

/** Writes one audit event in the transaction of the act. `asked` is what `sealingKeys` gave for it, when that was asked before. */
export function record(tx: AuditWriter, by: AuditedBy, entry: AuditEntry, asked?: SealingKeys): Promise<void> {
  return recordAll(tx, by, [{ by, entry }], asked)
}

type SealingKeys = ReturnType<typeof subjectKeys>

/** Asks for the keys that the values of an act are sealed with, so that the answer comes while the act goes on. */
export const sealingKeys = (tx: AuditWriter, by: AuditedBy, about: Pick<AuditEntry, 'subjects'>): SealingKeys =>
  subjectKeys(tx, by, [payloadSubject(by, about)], 'audit-payload')

/** Writes many audit events in the transaction of the acts. They travel with what the transaction does next. */
export function recordMany(tx: AuditWriter, by: AuditedBy, entries: readonly AuditEntry[]): Promise<void> {
  return recordAll(
    tx,
    by,
    entries.map((entry) => ({ by, entry })),
  )
}

/** Writes audit events of several people of one organisation. */
export async function recordAll(
  tx: AuditWriter,
  tenant: Pick<AuditedBy, 'tenantId' | 'keys' | 'clock'>,
  acts: readonly { readonly by: AuditedBy; readonly entry: AuditEntry }[],
  asked?: SealingKeys,
): Promise<void> {
  if (acts.length === 0) return
  const known = await asked
  const wanted = acts.filter(({ entry }) => entry.values).map(({ by, entry }) => payloadSubject(by, entry))
  const keys =
    known && wanted.every((subjectId) => known.has(subjectId))
      ? known
      : await subjectKeys(tx, tenant, wanted, 'audit-payload')
  const prepared = acts.map(({ by, entry }) => prepare(by, entry, keys))
  tx.send(
    CompiledQuery.raw(INSERT, [
      tenant.tenantId,
      listOf(prepared, ({ payload }) => payload),
      listOf(prepared, ({ subjects }) => subjects),
      listOf(prepared, ({ event }) => event),
    ]),
  )
}

/**
 * One text however many there are, so that its plan is made once. recorded_at is left to the database in all three, so that an
 * event and its subjects share the transaction's time.
 */
const INSERT = `
  with payloads as (
    insert into core.audit_payload (tenant_id, event_id, subject_id, sealed)
    select $1::uuid, event_id, subject_id, decode(sealed, 'base64')
    from json_to_recordset($2::json) as payload(event_id uuid, subject_id uuid, sealed text)
  ), subjects as (
    insert into core.audit_subject (tenant_id, event_id, subject_id)
    select $1::uuid, event_id, subject_id
    from json_to_recordset($3::json) as subject(event_id uuid, subject_id uuid)
  )
  insert into core.audit_event (tenant_id, event_id, actor_kind, actor_id, actor_roles, purpose, action, outcome,
    entity_type, entity_id, subject_count, commitment, request_id, session_id)
  select $1::uuid, event_id, actor_kind, actor_id, actor_roles, purpose, action, outcome,
    entity_type, entity_id, subject_count, decode(commitment, 'base64'), request_id, session_id
  from json_to_recordset($4::json) as event(event_id uuid, actor_kind text, actor_id uuid, actor_roles text[], purpose text,
    action text, outcome text, entity_type text, entity_id uuid, subject_count integer, commitment text, request_id uuid,
    session_id uuid)`

type Prepared = ReturnType<typeof prepare>

const listOf = (prepared: readonly Prepared[], part: (one: Prepared) => unknown): string =>
  JSON.stringify(prepared.flatMap((one) => part(one) ?? []))

const payloadSubject = (by: AuditedBy, entry: Pick<AuditEntry, 'subjects'>): string =>
  entry.subjects?.[0] ?? by.tenantId

function prepare(by: AuditedBy, entry: AuditEntry, keys: ReadonlyMap<string, Buffer>) {
  const eventId = newUuid(by.clock.now())
  const subjects = [...new Set(entry.subjects)]
  if (subjects.length > MOST_SUBJECTS) throw new RangeError(`An audit event names at most ${MOST_SUBJECTS} patients`)
  const clear = entry.values && JSON.stringify({ salt: randomBytes(16).toString('base64'), values: entry.values })
  const subjectId = payloadSubject(by, entry)
  const place = { tenantId: by.tenantId, table: 'core.audit_payload', column: 'sealed', rowId: eventId }
  return {
    subjects: subjects.map((subject_id) => ({ event_id: eventId, subject_id })),
    event: {
      event_id: eventId,
      actor_kind: by.actor.kind,
      actor_id: by.actor.id,
      actor_roles: by.actor.roles,
      purpose: by.purpose,
      action: entry.action,
      outcome: entry.outcome,
      entity_type: entry.entity?.type,
      entity_id: entry.entity?.id,
      subject_count: subjects.length,
      commitment: clear && createHash('sha256').update(clear).digest('base64'),
      request_id: by.requestId,
      session_id: by.sessionId,
    },
    payload: clear && {
      event_id: eventId,
      subject_id: subjectId,
      sealed: seal(keys.get(subjectId)!, place, clear).toString('base64'),
    },
  }
}
