import { createHash } from 'node:crypto'
import { leafHash } from './tree.ts'

/** An audit event as its row holds it, with the patients that it names. */
export interface LoggedEvent {
  readonly eventId: string
  /** To the microsecond, as `2026-11-22T10:00:00.000000Z`. */
  readonly recordedAt: string
  readonly actorKind: string
  readonly actorId: string
  readonly actorRoles: readonly string[]
  readonly purpose: string
  readonly action: string
  readonly outcome: string
  readonly entityType: string | null
  readonly entityId: string | null
  readonly subjectCount: number
  /** In order. */
  readonly subjects: readonly string[]
  /** In hexadecimal, for the values of the event: what they are stays sealed beside it. */
  readonly commitment: string | null
  readonly requestId: string | null
  readonly sessionId: string | null
}

/**
 * The text of an event that goes into the tree (RFC 8785: names in order, no spaces). Identifiers and commitments only: the
 * sealed values are not in it, so they can be erased and the tree still proves everything else.
 */
export const leafText = (event: LoggedEvent): string =>
  JSON.stringify({
    action: event.action,
    actor: { id: event.actorId, kind: event.actorKind, roles: event.actorRoles },
    entity: { id: event.entityId, type: event.entityType },
    eventId: event.eventId,
    format: 'troth-audit-event/1',
    outcome: event.outcome,
    purpose: event.purpose,
    recordedAt: event.recordedAt,
    requestId: event.requestId,
    sessionId: event.sessionId,
    subjects: { count: event.subjectCount, sha256: subjectsDigest(event.subjects) },
    values: event.commitment,
  })

export const leafOf = (event: LoggedEvent): Buffer => leafHash(leafText(event))

/** One digest for all patients that an event names, since a list names many. */
const subjectsDigest = (subjects: readonly string[]): string | null =>
  subjects.length === 0 ? null : createHash('sha256').update(subjects.join('\n')).digest('hex')
