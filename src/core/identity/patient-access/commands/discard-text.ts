import type { Context } from '../../../context.ts'
import { asTx, type AnyTx } from '../../../database/any-transaction.ts'
import type { PatientAccessTables } from '../tables.ts'

/** Settles a text whose job somebody discarded, in the caller's transaction. One that was claimed may have left. */
export async function discardText(anyTx: AnyTx, ctx: Context, textId: string): Promise<void> {
  const settled = { sealed: null, settled_at: ctx.clock.now(), problem: 'discarded' }
  for (const [was, state] of [
    ['queued', 'failed'],
    ['sending', 'delivery-not-confirmed'],
  ] as const) {
    await asTx<PatientAccessTables>(anyTx)
      .updateTable('core.outgoing_text')
      .set({ ...settled, state })
      .where('tenant_id', '=', ctx.tenantId)
      .where('text_id', '=', textId)
      .where('state', '=', was)
      .execute()
  }
}
