import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import type { NotificationTables } from '../tables.ts'

/**
 * Settles an e-mail whose job somebody discarded, in the caller's transaction: left waiting, it would keep every later one
 * with its key from going out. One that was claimed may have left.
 */
export async function discardEmail(anyTx: AnyTx, ctx: Context, emailId: string): Promise<void> {
  const settled = { sealed: null, settled_at: ctx.clock.now(), problem: 'discarded' }
  for (const [was, state] of [
    ['queued', 'failed'],
    ['sending', 'delivery-not-confirmed'],
  ] as const) {
    await asTx<NotificationTables>(anyTx)
      .updateTable('core.outgoing_email')
      .set({ ...settled, state })
      .where('tenant_id', '=', ctx.tenantId)
      .where('email_id', '=', emailId)
      .where('state', '=', was)
      .execute()
  }
}
