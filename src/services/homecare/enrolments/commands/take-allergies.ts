import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import { takeAllergiesSaid } from '../../../../core/patients/index.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { allergiesSaidBy, type AllergiesBody } from '../allergies-body.ts'
import { allergiesDiffer } from '../task-reasons.ts'

/**
 * In a company's records: allergies that the hospital knows of become allergies of the record that is dispensed from. What
 * only the company has on its list stays there, and a pharmacist settles it with the hospital.
 */
export async function takeAllergies(
  tx: AnyTx,
  ctx: Context,
  enrolmentId: string,
  patientId: string,
  body: AllergiesBody,
): Promise<void> {
  const onlyHere = await takeAllergiesSaid(tx, ctx, patientId, allergiesSaidBy(body))
  if (onlyHere.length === 0) return
  await createTask(tx, ctx, {
    reason: allergiesDiffer,
    owner: { role: 'pharmacist' },
    patientId,
    entity: { type: 'homecare.enrolment', id: enrolmentId },
    key: enrolmentId,
  })
}
