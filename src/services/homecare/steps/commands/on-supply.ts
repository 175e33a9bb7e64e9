import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'

type Listener = (tx: AnyTx, ctx: Context, therapyId: string) => Promise<void>

const listeners: Listener[] = []

/** What has to be looked at again, in the same transaction, when stock or a delivery says anew how long a treatment is supplied. */
export function onSupply(listener: Listener): void {
  listeners.push(listener)
}

/** Says that the stock or a delivery of a treatment is different from what it was. Call it after writing them. */
export async function tellOfSupply(tx: AnyTx, ctx: Context, therapyId: string): Promise<void> {
  for (const listener of listeners) await listener(tx, ctx, therapyId)
}
