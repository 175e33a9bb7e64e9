import type { Context } from '../../context.ts'
import type { AnyTx } from '../../database/any-transaction.ts'

type Listener = (tx: AnyTx, ctx: Context, patientId: string) => Promise<void>

const listeners: Listener[] = []

/**
 * What a service does when the answer about a person's allergies changes, in the same transaction: whoever supplies them
 * must not go on with an old one.
 */
export function onAllergies(listener: Listener): void {
  listeners.push(listener)
}

/** Tells every service that the answer on a record has just been written. */
export async function tellOfAllergies(tx: AnyTx, ctx: Context, patientId: string): Promise<void> {
  for (const listener of listeners) await listener(tx, ctx, patientId)
}
