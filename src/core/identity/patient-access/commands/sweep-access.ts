import type { Context } from '../../../context.ts'
import { inTenant } from '../../../database/in-tenant.ts'
import type { PatientAccessTables } from '../tables.ts'

/** Removes lookups and steps that ended. The codes themselves stay in the record, without anything that leads to them. */
export async function sweepAccess(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await inTenant<PatientAccessTables, void>(ctx, async (tx) => {
    await tx
      .deleteFrom('core.activation_lookup')
      .where('tenant_id', '=', ctx.tenantId)
      .where('ends_at', '<', new Date(now.getTime() - KEPT_FOR))
      .execute()
    await tx.deleteFrom('core.patient_sign_in_step').where('ends_at', '<', now).execute()
  })
}

/** A code that ran out yesterday is still told to be out of date, rather than unknown. Milliseconds. */
const KEPT_FOR = 2 * 86_400_000
