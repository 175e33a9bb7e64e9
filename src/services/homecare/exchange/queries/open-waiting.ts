import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { openFor } from '../../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../../core/encryption/tables.ts'
import { UnavailableError } from '../../../../core/errors.ts'
import { derivedUuid } from '../../../../core/values/derived-uuid.ts'
import type { Arrived, Said } from '../said.ts'

// Not the message’s own identifier: the key of that is destroyed as soon as it has arrived.
export const waitingId = (messageId: string): string => derivedUuid('homecare.waiting-message', messageId)
export const waitingSubject = (messageId: string) =>
  ({ subjectId: waitingId(messageId), class: 'message-body' }) as const
export const waitingPlace = (rowId: string) => ({ table: 'homecare.message', column: 'content', rowId })

/** What waits for its turn, as it arrived. Throws `UnavailableError`. */
export async function openWaiting(
  tx: Reader<EncryptionTables>,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  messageId: string,
  content: Buffer,
): Promise<{ readonly said: Said<unknown>; readonly arrived: Arrived }> {
  const text = await openFor(tx, ctx, waitingSubject(messageId), waitingPlace(messageId), content)
  if (text === undefined) throw new UnavailableError('What waited can no longer be read')
  const { said, arrived } = JSON.parse(text) as {
    readonly said: Said<unknown>
    readonly arrived: Omit<Arrived, 'sentAt'> & { readonly sentAt: string }
  }
  return { said, arrived: { ...arrived, sentAt: new Date(arrived.sentAt) } }
}
