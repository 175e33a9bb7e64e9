import type { Context } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import type { Tx } from '../../../database/transaction.ts'
import { openFor } from '../../../encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../encryption/tables.ts'
import type { Text, TextHandOver } from '../../../text-door.ts'
import type { PatientAccessTables } from '../tables.ts'
import type { TextState } from '../text-message.ts'
import { textPlace, type SealedText } from './queue-text.ts'

type Tables = PatientAccessTables & EncryptionTables

/** What is left to do after a try: nothing, or another try later. */
export type TextOutcome = 'settled' | 'try-later'

/**
 * Hands one text to the provider, in three steps: claim it durably, hand it over, write down what became of it. A program
 * that dies after the second step leaves it claimed; whoever finds it so says "delivery not confirmed" and does not send it again.
 */
export async function handOverText(ctx: Context, textId: string): Promise<TextOutcome> {
  const claimed = await inTenant<Tables, Text | 'unreadable' | undefined>(ctx, (tx) => claim(tx, ctx, textId))
  if (claimed === undefined) return 'settled'
  const answer = await tryOnce(ctx, claimed)
  const state = stateAfter(answer)
  await inTenant<Tables, void>(ctx, (tx) => settle(tx, ctx, textId, state, 'problem' in answer ? answer.problem : null))
  return state === 'queued' ? 'try-later' : 'settled'
}

async function tryOnce(ctx: Context, text: Text | 'unreadable'): Promise<TextHandOver> {
  if (text === 'unreadable') return { result: 'refused', problem: 'erased' }
  const door = ctx.doors?.text
  if (!door) return { result: 'refused', problem: 'no-text-service' }
  try {
    return await door.handOver(text)
  } catch (error) {
    return { result: 'unknown', problem: error instanceof Error ? error.name : 'error' }
  }
}

const stateAfter = ({ result }: TextHandOver): Exclude<TextState, 'sending'> =>
  result === 'handed-over'
    ? 'handed-over'
    : result === 'unknown'
      ? 'delivery-not-confirmed'
      : result === 'refused'
        ? 'failed'
        : 'queued'

async function claim(tx: Tx<Tables>, ctx: Context, textId: string): Promise<Text | 'unreadable' | undefined> {
  const row = await tx
    .selectFrom('core.outgoing_text')
    .select(['patient_id', 'sealed', 'state'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('text_id', '=', textId)
    .forUpdate()
    .executeTakeFirst()
  if (row?.state === 'sending') await settle(tx, ctx, textId, 'delivery-not-confirmed', 'interrupted')
  if (row?.state !== 'queued' || !row.sealed) return undefined
  await tx
    .updateTable('core.outgoing_text')
    .set({ state: 'sending', attempted_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('text_id', '=', textId)
    .execute()
  const subject = { subjectId: row.patient_id, class: 'message-body' } as const
  const words = await openFor(tx, ctx, subject, textPlace(textId), row.sealed)
  return words === undefined ? 'unreadable' : { messageId: textId, ...(JSON.parse(words) as SealedText) }
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
