import type { Reader } from '../../../../core/database/transaction.ts'
import type { HomecareTables } from '../../tables.ts'
import type { Delivery } from './delivery-care.ts'

/**
 * The other prescription of the same treatment about which the other side was last told something. What is said about a
 * delivery waits for that: a dose that was handed over after a newer one was accepted must be heard after its acceptance, or
 * nobody there would see that both doses have come.
 */
export async function saidBefore(
  tx: Reader<HomecareTables>,
  tenantId: string,
  to: string,
  { therapyId, prescriptionId }: Pick<Delivery, 'therapyId' | 'prescriptionId'>,
): Promise<string | undefined> {
  const last = await tx
    .selectFrom('homecare.prescription as prescription')
    .innerJoin('homecare.message as message', (join) =>
      join
        .onRef('message.tenant_id', '=', 'prescription.tenant_id')
        .onRef('message.about_id', '=', 'prescription.prescription_id'),
    )
    .select('message.about_id')
    .where('prescription.tenant_id', '=', tenantId)
    .where('prescription.therapy_id', '=', therapyId)
    .where('prescription.prescription_id', '!=', prescriptionId)
    .where('message.counterpart_tenant_id', '=', to)
    .where('message.direction', '=', 'sent')
    .orderBy('message.sent_at', 'desc')
    .orderBy('message.message_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.about_id
}
