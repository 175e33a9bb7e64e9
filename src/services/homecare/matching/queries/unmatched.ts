import type { Context } from '../../../../core/context.ts'
import { columnsOf } from '../../../../core/database/columns-of.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { openFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { NotFoundError, UnavailableError } from '../../../../core/errors.ts'
import { derivedUuid } from '../../../../core/values/derived-uuid.ts'
import { isUuid } from '../../../../core/values/uuid.ts'
import { matchingDataMap, type MatchingTables } from '../tables.ts'

type Tables = Reader<MatchingTables & EncryptionTables>
type By = Pick<Context, 'tenantId' | 'keys'>

/** Something that was heard of a person who could not be told for certain. */
export interface Unmatched {
  readonly messageId: string
  readonly from: { readonly tenantId: string; readonly name: string }
  readonly aboutId: string
  readonly number: number
  readonly kind: string
  readonly body: unknown
  readonly candidates: readonly string[]
  readonly sentAt: Date
  readonly isSettled: boolean
  readonly version: number
}

const rows = (tx: Tables, tenantId: string) =>
  (tx as Reader<MatchingTables>)
    .selectFrom('homecare.unmatched')
    .select(columnsOf(matchingDataMap, 'homecare.unmatched'))
    .where('tenant_id', '=', tenantId)
type Row = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

/** Throws `NotFoundError`. */
export async function getUnmatched(tx: Tables, by: By, messageId: string): Promise<Unmatched> {
  const row = isUuid(messageId)
    ? await rows(tx, by.tenantId).where('message_id', '=', messageId).executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('What waits for a person')
  return await opened(tx, by, row)
}

/**
 * Everything that waits about one thing of one sender, in the order in which it was said. What waits behind it has a number of
 * its own making, which the sender's next has too: of one number, what arrived first comes first.
 */
export async function listWaiting(
  tx: Tables,
  by: By,
  senderId: string,
  aboutId: string,
): Promise<readonly Unmatched[]> {
  const found = await rows(tx, by.tenantId)
    .where('counterpart_tenant_id', '=', senderId)
    .where('about_id', '=', aboutId)
    .where('settled_at', 'is', null)
    .orderBy('number')
    .orderBy('received_at')
    .orderBy('message_id')
    .execute()
  return await Promise.all(found.map((row) => opened(tx, by, row)))
}

/** Everything of one kind that one sender said and that waits for a person. */
export async function listWaitingOfKind(
  tx: Tables,
  by: By,
  senderId: string,
  kind: string,
): Promise<readonly Unmatched[]> {
  const found = await rows(tx, by.tenantId)
    .where('counterpart_tenant_id', '=', senderId)
    .where('kind', '=', kind)
    .where('settled_at', 'is', null)
    .execute()
  return await Promise.all(found.map((row) => opened(tx, by, row)))
}

// Not the message’s own identifier: the key of that is destroyed as soon as it has arrived.
export const subjectOfUnmatched = (messageId: string) =>
  ({ subjectId: derivedUuid('homecare.unmatched', messageId), class: 'message-body' }) as const
export const placeOfUnmatched = (rowId: string) => ({ table: 'homecare.unmatched', column: 'content', rowId })

async function opened(tx: Tables, by: By, row: Row): Promise<Unmatched> {
  const text = await openFor(tx, by, subjectOfUnmatched(row.message_id), placeOfUnmatched(row.message_id), row.content)
  if (text === undefined) throw new UnavailableError('What waits can no longer be read')
  return {
    messageId: row.message_id,
    from: { tenantId: row.counterpart_tenant_id, name: row.counterpart_name },
    aboutId: row.about_id,
    number: row.number,
    kind: row.kind,
    body: JSON.parse(text),
    candidates: row.candidates,
    sentAt: row.sent_at,
    isSettled: row.settled_at !== null,
    version: row.version,
  }
}
