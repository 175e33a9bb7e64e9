import type { Context } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import type { Tx } from '../../../database/transaction.ts'
import { openFor } from '../../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../encryption/tables.ts'
import type { Text, TextHandOver } from '../../../text-door.ts'
import { codeState } from '../activation-code.ts'
import { findCode } from '../queries.ts'
import type { PatientAccessTables } from '../tables.ts'
import { MOST_TEXT_TRIES, type TextState } from '../text-message.ts'
import { textPlace, type SealedText } from './queue-text.ts'

type Tables = PatientAccessTables & EncryptionTables

/** A claimed text: whoever holds it is the only one that may hand it over. */
interface Claimed {
  readonly text: Text | 'unreadable' | 'code-ended'
  readonly attempts: number
}

/** What is left to do after a try: nothing, or another try later. */
export type TextOutcome = 'settled' | 'try-later'

/**
 * Hands one text to the provider, in three steps: claim it durably, hand it over, write down what became of it. A program
 * that dies after the second step leaves it claimed; whoever finds it so says "delivery not confirmed" and does not send it again.
 */
export async function handOverText(ctx: Context, textId: string): Promise<TextOutcome> {
  const claimed = await inTenant<Tables, Claimed | undefined>(ctx, (tx) => claim(tx, ctx, textId))
  if (claimed === undefined) return 'settled'
  const answer = await tryOnce(ctx, claimed.text)
  const state = stateAfter(answer, claimed.attempts)
  await inTenant<Tables, void>(ctx, (tx) => settle(tx, ctx, textId, state, 'problem' in answer ? answer.problem : null))
  return state === 'queued' ? 'try-later' : 'settled'
}

async function tryOnce(ctx: Context, text: Claimed['text']): Promise<TextHandOver> {
  if (text === 'unreadable') return { result: 'refused', problem: 'erased' }
  if (text === 'code-ended') return { result: 'refused', problem: 'code-ended' }
  const door = ctx.doors?.text
  if (!door) return { result: 'refused', problem: 'no-text-service' }
  try {
    return await door.handOver(text)
  } catch (error) {
    return { result: 'unknown', problem: error instanceof Error ? error.name : 'error' }
  }
}

function stateAfter({ result }: TextHandOver, attempts: number): Exclude<TextState, 'sending'> {
  if (result === 'not-now') return attempts >= MOST_TEXT_TRIES ? 'failed' : 'queued'
  return result === 'unknown' ? 'delivery-not-confirmed' : result === 'refused' ? 'failed' : 'handed-over'
}

async function claim(tx: Tx<Tables>, ctx: Context, textId: string): Promise<Claimed | undefined> {
  const row = await tx
    .selectFrom('core.outgoing_text')
    .select(['patient_id', 'code_id', 'sealed', 'state', 'attempts'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('text_id', '=', textId)
    .forUpdate()
    .executeTakeFirst()
  if (row?.state === 'sending') await settle(tx, ctx, textId, 'delivery-not-confirmed', 'interrupted')
  if (row?.state !== 'queued' || !row.sealed) return undefined
  const attempts = row.attempts + 1
  await tx
    .updateTable('core.outgoing_text')
    .set({ state: 'sending', attempts, attempted_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('text_id', '=', textId)
    .execute()
  // Someone may have replaced it, or the worker may have stood still for longer than a code lives.
  const code = row.code_id === null ? undefined : await findCode(tx as never, ctx.tenantId, row.code_id)
  if (code && codeState(code, ctx.clock.now()) !== 'waiting') return { text: 'code-ended', attempts }
  const subject = { subjectId: row.patient_id, class: 'message-body' } as const
  const words = await openFor(tx, ctx, subject, textPlace(textId), row.sealed)
  const text = words === undefined ? 'unreadable' : { messageId: textId, ...(JSON.parse(words) as SealedText) }
  return { text, attempts }
}

async function settle(
  tx: Tx<Tables>,
  ctx: Context,
  textId: string,
  state: Exclude<TextState, 'sending'>,
  problem: string | null,
): Promise<void> {
  await tx
    .updateTable('core.outgoing_text')
    .set(state === 'queued' ? { state, problem } : { state, problem, sealed: null, settled_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('text_id', '=', textId)
    .where('state', '=', 'sending')
    .execute()
}
