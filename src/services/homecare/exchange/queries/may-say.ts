import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { findRecipientToSend } from '../../../../core/disclosures/queries.ts'
import type { DisclosureTables } from '../../../../core/disclosures/tables.ts'

/**
 * Whether the register of recipients lets this be said to that organisation. Ask before `say` where the change itself must
 * stand either way: a person then tells the other side.
 */
export async function maySay(tx: AnyTx, ctx: Context, saying: { readonly name: string }, to: string): Promise<boolean> {
  const recipient = await findRecipientToSend(asTx<DisclosureTables>(tx), ctx.tenantId, to)
  return recipient?.kinds.includes(saying.name) === true
}
