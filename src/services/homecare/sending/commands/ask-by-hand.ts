import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import type { Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { cancelByHand } from '../task-reasons.ts'

/** A company that does not use Troth is called: a cancellation that nobody heard of stops nothing. */
export async function askByHand(
  tx: AnyTx,
  ctx: Context,
  { prescriptionId, patientId }: Pick<Prescription, 'prescriptionId' | 'patientId'>,
): Promise<void> {
  await createTask(tx, ctx, {
    reason: cancelByHand,
    owner: { role: 'pharmacist' },
    patientId,
    entity: { type: 'homecare.prescription', id: prescriptionId },
    key: prescriptionId,
  })
}
