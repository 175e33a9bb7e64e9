import type { Reader } from '../../../../core/database/transaction.ts'
import { mayDispense } from '../../prescriptions/prescription-state.ts'
import type { HomecareTables } from '../../tables.ts'
import type { DeliveryCare } from './delivery-care.ts'

/**
 * In a company, of a prescription that gave way to a newer one: the message that told of the newer one's acceptance. What is
 * said about an old delivery waits for it, or a dose handed over after the acceptance could be heard before it, and nobody in
 * the clinic would see that both doses have come. Nothing else waits.
 */
export async function saidBefore(
  tx: Reader<HomecareTables>,
  tenantId: string,
  to: string,
  { isCompany, prescription }: Pick<DeliveryCare, 'isCompany' | 'prescription'>,
): Promise<{ readonly about: string; readonly number: number } | undefined> {
  if (!isCompany || mayDispense(prescription.state)) return undefined
  const accepted = await tx
    .selectFrom('homecare.prescription as other')
    .innerJoin('homecare.step as step', (join) =>
      join.onRef('step.tenant_id', '=', 'other.tenant_id').onRef('step.thing_id', '=', 'other.prescription_id'),
    )
    .innerJoin('homecare.message as message', (join) =>
      join
        .onRef('message.tenant_id', '=', 'other.tenant_id')
        .onRef('message.about_id', '=', 'other.prescription_id')
        // Said in the transaction of the step: the first from then on.
        .onRef('message.sent_at', '>=', 'step.recorded_at'),
    )
    .select(['message.about_id as about', 'message.number'])
    .where('other.tenant_id', '=', tenantId)
    .where('other.therapy_id', '=', prescription.therapyId)
    .where('other.prescription_id', '!=', prescription.prescriptionId)
    .where('step.machine', '=', 'prescription')
    .where('step.event', '=', 'acknowledge')
    .where('message.counterpart_tenant_id', '=', to)
    .where('message.direction', '=', 'sent')
    .orderBy('step.recorded_at', 'desc')
    .orderBy('step.step_id', 'desc')
    .orderBy('message.number')
    .limit(1)
    .executeTakeFirst()
  return accepted
}
