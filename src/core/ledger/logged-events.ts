import { sql, type RawBuilder } from 'kysely'
import type { AnyTx } from '../database/any-transaction.ts'
import type { LoggedEvent } from './leaf.ts'

/** An event as its row has it; the patients that it names are read apart, for many events at once. */
export type EventRow = Omit<LoggedEvent, 'subjects'>

/** The columns of an event `e` that its leaf is made of. */
export const eventColumns = sql`
  e.event_id as "eventId", ${exactTime(sql.ref('e.recorded_at'))} as "recordedAt", e.actor_kind as "actorKind",
  e.actor_id as "actorId", e.actor_roles as "actorRoles", e.purpose, e.action, e.outcome, e.entity_type as "entityType",
  e.entity_id as "entityId", e.subject_count as "subjectCount", encode(e.commitment, 'hex') as commitment,
  e.request_id as "requestId", e.session_id as "sessionId"`

/** An instant as text with its microseconds, which a `Date` would lose. */
export function exactTime(instant: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
}

/** Adds to each event the patients that it names, in order. */
export async function withSubjects<Row extends EventRow>(
  tx: AnyTx,
  tenantId: string,
  events: readonly Row[],
): Promise<(Row & LoggedEvent)[]> {
  if (events.length === 0) return []
  const times = events.map(({ recordedAt }) => recordedAt).sort()
  const { rows } = await sql<{ eventId: string; recordedAt: string; subjectId: string }>`
    select event_id as "eventId", ${exactTime(sql.ref('recorded_at'))} as "recordedAt", subject_id as "subjectId"
    from core.audit_subject
    where tenant_id = ${tenantId} and recorded_at between ${times[0]}::timestamptz and ${times.at(-1)}::timestamptz
      and event_id = any(${events.map(({ eventId }) => eventId)}::uuid[])`.execute(tx as never)
  const named = Map.groupBy(rows, keyOf)
  return events.map((event) => ({
    ...event,
    subjects: (named.get(keyOf(event)) ?? []).map(({ subjectId }) => subjectId).sort(),
  }))
}

const keyOf = ({ eventId, recordedAt }: { readonly eventId: string; readonly recordedAt: string }): string =>
  `${eventId} ${recordedAt}`
