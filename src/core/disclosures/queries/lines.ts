import { sql } from 'kysely'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { countUpTo } from '../../database/count-up-to.ts'
import { isUuid } from '../../values/uuid.ts'
import { TRIES, type Basis, type Ground, type ReceivedState, type SentState, type StopReason } from '../disclosure.ts'
import type { DisclosureTables } from '../tables.ts'

/** One line of the list of what was sent. What it said is not read: the list shows that it went, not what was in it. */
export interface SentLine {
  readonly disclosureId: string
  readonly recipientId: string
  readonly recipientName: string
  readonly kind: string
  readonly patientId: string | undefined
  readonly basis: Basis
  readonly ground: Ground
  readonly fields: readonly string[]
  readonly sentAt: Date
  /** From here on it may have arrived. */
  readonly handedOverAt: Date | null
  readonly deliveredAt: Date | null
  readonly stoppedAt: Date | null
  readonly stopReason: StopReason | null
  readonly attempts: number
  readonly problem: string | null
}

export interface ReceivedLine {
  readonly disclosureId: string
  readonly senderId: string
  readonly senderName: string
  readonly kind: string
  readonly fields: readonly string[]
  readonly sentAt: Date
  readonly receivedAt: Date
  readonly appliedAt: Date | null
  readonly supersededAt: Date | null
  readonly attempts: number
  readonly problem: string | null
}

export interface Page {
  readonly page: number
  readonly size: number
}

function sent(db: Reader<DisclosureTables>, tenantId: string) {
  return db
    .selectFrom('core.disclosure_outbox as sent')
    .innerJoin('core.disclosure_recipient as recipient', (join) =>
      join
        .onRef('recipient.tenant_id', '=', 'sent.tenant_id')
        .onRef('recipient.recipient_tenant_id', '=', 'sent.recipient_tenant_id'),
    )
    .select([
      'sent.disclosure_id as disclosureId',
      'sent.recipient_tenant_id as recipientId',
      'recipient.name as recipientName',
      'sent.kind',
      sql<string | null>`nullif(sent.subject_id, sent.tenant_id)`.as('patientId'),
      'sent.basis',
      'sent.ground',
      'sent.fields',
      'sent.sent_at as sentAt',
      'sent.handed_over_at as handedOverAt',
      'sent.delivered_at as deliveredAt',
      'sent.stopped_at as stoppedAt',
      'sent.stop_reason as stopReason',
      'sent.attempts',
      'sent.problem',
    ])
    .where('sent.tenant_id', '=', tenantId)
    .where('recipient.tenant_id', '=', tenantId)
}

/** What was sent, newest first, and how many there are. */
export async function listSent(
  db: Reader<DisclosureTables>,
  tenantId: string,
  filter: {
    readonly state?: SentState | undefined
    readonly kind?: string | undefined
    readonly to?: string | undefined
  },
  { page, size }: Page,
): Promise<{ readonly lines: readonly SentLine[]; readonly total: number }> {
  const found = sent(db, tenantId)
    .$if(filter.kind !== undefined, (query) => query.where('sent.kind', '=', filter.kind!))
    .$if(filter.to !== undefined, (query) => query.where('sent.recipient_tenant_id', '=', filter.to!))
    .$if(filter.state === 'delivered', (query) => query.where('sent.delivered_at', 'is not', null))
    .$if(filter.state === 'stopped', (query) => query.where('sent.stopped_at', 'is not', null))
    .$if(filter.state === 'waiting' || filter.state === 'failed', (query) =>
      query
        .where('sent.delivered_at', 'is', null)
        .where('sent.stopped_at', 'is', null)
        .where('sent.attempts', filter.state === 'failed' ? '>=' : '<', TRIES),
    )
  const rows = await found
    .orderBy('sent.sent_at', 'desc')
    .orderBy('sent.disclosure_id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return {
    lines: rows.map(asSentLine),
    total: await countUpTo(db, found.clearSelect().select(sql<number>`1`.as('one'))),
  }
}

/** Throws `NotFoundError` when this organisation sent no such disclosure. */
export async function getSent(db: Reader<DisclosureTables>, tenantId: string, disclosureId: string): Promise<SentLine> {
  const row = isUuid(disclosureId)
    ? await sent(db, tenantId).where('sent.disclosure_id', '=', disclosureId).executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('Disclosure')
  return asSentLine(row)
}

const asSentLine = <Row extends Omit<SentLine, 'patientId'> & { patientId: string | null }>(row: Row): SentLine => ({
  ...row,
  patientId: row.patientId ?? undefined,
})

function received(db: Reader<DisclosureTables>, tenantId: string) {
  return db
    .selectFrom('core.disclosure_inbox')
    .select([
      'disclosure_id as disclosureId',
      'sender_tenant_id as senderId',
      'sender_name as senderName',
      'kind',
      'fields',
      'sent_at as sentAt',
      'received_at as receivedAt',
      'applied_at as appliedAt',
      'superseded_at as supersededAt',
      'attempts',
      'problem',
    ])
    .where('tenant_id', '=', tenantId)
}

/** What arrived, newest first, and how many there are. */
export async function listReceived(
  db: Reader<DisclosureTables>,
  tenantId: string,
  filter: { readonly state?: ReceivedState | undefined; readonly kind?: string | undefined },
  { page, size }: Page,
): Promise<{ readonly lines: readonly ReceivedLine[]; readonly total: number }> {
  const found = received(db, tenantId)
    .$if(filter.kind !== undefined, (query) => query.where('kind', '=', filter.kind!))
    .$if(filter.state === 'applied', (query) => query.where('applied_at', 'is not', null))
    .$if(filter.state === 'superseded', (query) => query.where('superseded_at', 'is not', null))
    .$if(filter.state === 'waiting' || filter.state === 'failed', (query) =>
      query
        .where('applied_at', 'is', null)
        .where('superseded_at', 'is', null)
        .where('attempts', filter.state === 'failed' ? '>=' : '<', TRIES),
    )
  const rows = await found
    .orderBy('received_at', 'desc')
    .orderBy('disclosure_id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { lines: rows, total: await countUpTo(db, found.clearSelect().select(sql<number>`1`.as('one'))) }
}

/** Throws `NotFoundError` when no such disclosure arrived here. */
export async function getReceived(
  db: Reader<DisclosureTables>,
  tenantId: string,
  { senderId, disclosureId }: { readonly senderId: string; readonly disclosureId: string },
): Promise<ReceivedLine> {
  const row =
    isUuid(senderId) && isUuid(disclosureId)
      ? await received(db, tenantId)
          .where('sender_tenant_id', '=', senderId)
          .where('disclosure_id', '=', disclosureId)
          .executeTakeFirst()
      : undefined
  if (!row) throw new NotFoundError('Disclosure')
  return row
}
