import { sql } from 'kysely'
import { asTx, type AnyTx } from './any-transaction.ts'

/**
 * Until the transaction ends, others of the organisation that are about to do the same wait here: for a check and an act
 * that no constraint of a table can hold together.
 */
export async function oneAtATime(tx: AnyTx, tenantId: string, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenantId} ${what}`}, 0))`.execute(asTx(tx))
}
