import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { findPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import type { PrescriptionTables } from '../../prescriptions/tables.ts'
import type { HomecareRole } from '../../therapies/homecare-role.ts'

/**
 * A prescription that the company queried gives way to the one that was signed in its place. What is in force otherwise stays
 * until the company has accepted the new one: until then it is the only cover there is. What was signed first replaces once it is
 * screened, as Troth itself.
 */
export async function replaceQueried(
  tx: AnyTx,
  ctx: Context,
  { replacesId }: Pick<Prescription, 'replacesId'>,
  as: readonly HomecareRole[] = ['prescriber'],
): Promise<void> {
  if (replacesId === undefined) return
  const old = await findPrescription(asTx<PrescriptionTables>(tx), ctx.tenantId, replacesId)
  if (old?.state === 'company-query') await prescriptionStep(tx, ctx, old, 'replace', { as })
}
