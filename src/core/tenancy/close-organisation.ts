import { record, type AuditWriter } from '../audit/record.ts'
import { systemContext, type Platform } from '../context.ts'
import { asTx } from '../database/any-transaction.ts'
import { inTenant } from '../database/in-tenant.ts'
import { newUuid } from '../values/uuid.ts'
import type { TenancyTables } from './tables.ts'

/**
 * Closes an organisation: nobody can sign in to it and nothing is done in its name from then on. Its records stay, to be
 * exported and then deleted. Only the command line does this. Answers false when it had been closed before.
 */
export async function closeOrganisation(platform: Platform, tenantId: string): Promise<boolean> {
  return await inTenant<TenancyTables, boolean>({ db: platform.db, tenantId }, async (tx) => {
    const closed = await tx
      .updateTable('core.tenant')
      .set({ closed_at: platform.clock.now() })
      .where('tenant_id', '=', tenantId)
      .where('closed_at', 'is', null)
      .executeTakeFirst()
    if (closed.numUpdatedRows !== 1n) return false
    const by = systemContext(platform, tenantId, newUuid(platform.clock.now()))
    await record(asTx(tx) as AuditWriter, by, {
      action: 'core.organisation.closed',
      outcome: 'done',
      entity: { type: 'core.organisation', id: tenantId },
    })
    return true
  })
}
