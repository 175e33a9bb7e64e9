import type { Reader } from '../../../../core/database/transaction.ts'
import { IN_FORCE } from '../../prescriptions/prescription-state.ts'
import type { PrescriptionTables } from '../../prescriptions/tables.ts'

/** Signed prescriptions that somebody may still be supplied from, a hundred at a time after the last of those before. */
export async function listInForce(
  tx: Reader<PrescriptionTables>,
  tenantId: string,
  after: string | undefined,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('homecare.prescription')
    .select('prescription_id')
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', [...IN_FORCE, 'signed-unscreened'])
    // Of paper that a company waits for, there is nothing to verify.
    .where((row) => row.or([row('counterpart_tenant_id', 'is', null), row('left_by', 'is distinct from', 'ink')]))
    .$if(after !== undefined, (query) => query.where('prescription_id', '>', after ?? ''))
    .orderBy('prescription_id')
    .limit(100)
    .execute()
  return rows.map(({ prescription_id }) => prescription_id)
}
