import { sql } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'

/**
 * Holds one patient's homecare until the transaction ends. Rules look across registrations, treatments, prescriptions and
 * deliveries, so two changes about one patient are made one after the other. Call it before reading what decides.
 */
export async function lockHomecare(tx: AnyTx, ctx: Pick<Context, 'tenantId'>, patientId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`homecare ${ctx.tenantId} ${patientId}`}, 0))`.execute(
    asTx<never>(tx),
  )
}
