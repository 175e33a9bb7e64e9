import type { Context } from '../../context.ts'
import type { AnyTx } from '../../database/any-transaction.ts'

type Listener = (tx: AnyTx, ctx: Context, patientId: string) => Promise<void>

const listeners: Listener[] = []

/**
 * What a service does when a death is recorded, however it becomes known, in the same transaction: a listener that throws
 * undoes the record of the death, so that nothing goes on for someone who is known to have died.
 */
export function onDeath(listener: Listener): void {
  listeners.push(listener)
}

/** Tells every service of people whose death has just been recorded. */
export async function tellOfDeaths(tx: AnyTx, ctx: Context, patientIds: readonly string[]): Promise<void> {
  for (const patientId of patientIds) for (const listener of listeners) await listener(tx, ctx, patientId)
}
