import type { Reader } from '../../../../core/database/transaction.ts'
import type { HomecareTables } from '../../tables.ts'

/** The prescription about which the two sides speak when they speak about a treatment. */
export async function newestPrescription(
  tx: Reader<HomecareTables>,
  tenantId: string,
  therapyId: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('homecare.prescription')
    .select('prescription_id')
    .where('tenant_id', '=', tenantId)
    .where('therapy_id', '=', therapyId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.prescription_id
}
