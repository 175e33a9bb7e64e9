import type { Tx } from './transaction.ts'

/**
 * A transaction of any caller, whatever tables its type names. For work that happens inside another noun's change, such as
 * making a task: that noun then reads it as a handle on its own tables, which are in the same database.
 */
export type AnyTx = Pick<Tx<never>, 'getExecutor'>

/** The caller's transaction as a noun that works inside it sees it. */
export const asTx = <Tables>(tx: AnyTx): Tx<Tables> => tx as unknown as Tx<Tables>
