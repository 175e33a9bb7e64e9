import type { Context } from '../context.ts'
import type { Tx } from '../database/transaction.ts'
import { ConflictError } from '../errors.ts'
import { canonicalText, refuseUnstorable } from './canonical.ts'
import type { IdempotencyTables } from './tables.ts'

type By = Pick<Context, 'tenantId' | 'keys'>

/**
 * Does `work` once for a key, in the caller's transaction: a second try waits for the first and gets its answer.
 * The same key with another request is a conflict. Answers are stored, so they hold identifiers and refusals only, as JSON.
 */
export async function once<Answer>(
  tx: Tx<IdempotencyTables>,
  by: By,
  { scope, key, request }: { scope: string; key: string; request: unknown },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const requestHash = by.keys.blindIndex('idempotency', `${by.tenantId}|${scope}|${canonicalText(request)}`)
  const claimed = await tx
    .insertInto('core.idempotency_key')
    .values({ tenant_id: by.tenantId, scope, key, request_hash: requestHash, answer: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!claimed) return await answerOfFirst<Answer>(tx, by, scope, key, requestHash)

  const answer = await work()
  refuseUnstorable(answer)
  await tx
    .updateTable('core.idempotency_key')
    .set({ answer: JSON.stringify({ answer }) })
    .where('tenant_id', '=', by.tenantId)
    .where('scope', '=', scope)
    .where('key', '=', key)
    .execute()
  return answer
}

async function answerOfFirst<Answer>(
  tx: Tx<IdempotencyTables>,
  by: By,
  scope: string,
  key: string,
  requestHash: Buffer,
): Promise<Answer> {
  const first = await tx
    .selectFrom('core.idempotency_key')
    .select(['request_hash', 'answer'])
    .where('tenant_id', '=', by.tenantId)
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (!first.request_hash.equals(requestHash)) throw new ConflictError('This form was already sent with other answers')
  return (first.answer as { answer: Answer }).answer
}
