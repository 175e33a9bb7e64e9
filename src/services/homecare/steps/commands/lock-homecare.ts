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

/** As `lockHomecare`, for many patients in one round trip; always in one order, so that two never wait for each other. */
export async function lockHomecareOf(
  tx: AnyTx,
  ctx: Pick<Context, 'tenantId'>,
  patientIds: readonly string[],
): Promise<void> {
  const names = [...new Set(patientIds)].sort().map((id) => `homecare ${ctx.tenantId} ${id}`)
  await sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${names}::text[]) as name`.execute(
    asTx<never>(tx),
  )
}
