import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'

type Listener = (tx: AnyTx, ctx: Context, therapyId: string) => Promise<void>

const listeners: Listener[] = []

/** What has to be looked at again, in the same transaction, when it is known anew how long a treatment is supplied. */
export function onSupply(listener: Listener): void {
  listeners.push(listener)
}

/** Says that stock, deliveries or the dose of a treatment are different from what they were. Call it after writing them. */
export async function tellOfSupply(tx: AnyTx, ctx: Context, therapyId: string): Promise<void> {
  for (const listener of listeners) await listener(tx, ctx, therapyId)
}
