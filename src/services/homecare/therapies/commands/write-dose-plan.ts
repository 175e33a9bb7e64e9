import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import type { Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { supplyOfItem } from '../../prescriptions/queries/supply-of-item.ts'
import type { WrittenContent } from '../../prescriptions/stored-content.ts'
import type { HomecareWork } from '../../tables.ts'
import { joinedDose } from '../joined-dose.ts'
import { findDosePlan, listPauses } from '../queries/therapies.ts'

type Work = HomecareWork & MedicineTables

/**
 * Writes the dose of an accepted prescription as the one that counts, without any free text: an instruction is for the label, not
 * for a plan. A dose that cannot be counted ends the older plan too, which counts a dose that is not the one of now: supply
 * is then not known. Answers with why it cannot be counted.
 */
export async function writeDosePlan(
  anyTx: AnyTx,
  ctx: Context,
  prescription: Prescription,
  written: WrittenContent | undefined,
): Promise<readonly Refusal[]> {
  const tx = asTx<Work>(anyTx)
  const { therapyId } = prescription
  const item = written?.content.items[0]
  const supply = item && (await supplyOfItem(tx, item))
  if (written === undefined || item === undefined || supply === undefined) {
    await endPlan(tx, ctx, therapyId)
    return [item === undefined ? NO_CONTENT : STRENGTH_UNKNOWN]
  }
  const pauses = await listPauses(tx, ctx.tenantId, therapyId)
  const old = await findDosePlan(tx, ctx.tenantId, therapyId)
  const dose = { ...item.dose, instruction: undefined, additional: [] }
  const next = { dose, firstDoseOn: written.content.firstDoseOn, ...supply }
  const joined = joinedDose(old, next, pauses, ctx.clock.today())
  if (joined === undefined) return []
  const now = ctx.clock.now()
  await endPlan(tx, ctx, therapyId)
  await tx
    .insertInto('homecare.dose_plan')
    .values({
      tenant_id: ctx.tenantId,
      plan_id: newUuid(now),
      therapy_id: therapyId,
      patient_id: prescription.patientId,
      prescription_id: prescription.prescriptionId,
      dose: JSON.stringify(joined.dose),
      first_dose_on: joined.firstDoseOn,
      amount_per_unit: joined.amountPerUnit,
      unit_words: item.quantityUnit,
      is_shared: joined.isShared,
      made_at: now,
      made_by: ctx.actor.id,
    })
    .execute()
  return []
}

const endPlan = (tx: Tx<Work>, ctx: Context, therapyId: string) =>
  tx
    .updateTable('homecare.dose_plan')
    .set({ replaced_at: ctx.clock.now() })
    .where('tenant_id', '=', ctx.tenantId)
    .where('therapy_id', '=', therapyId)
    .where('replaced_at', 'is', null)
    .execute()

const NO_CONTENT: Refusal = {
  name: 'no-content',
  sentence: 'What was written cannot be read here, so its dose cannot be counted',
}
const STRENGTH_UNKNOWN: Refusal = {
  name: 'strength-unknown',
  sentence: 'The dictionary of medicines does not say how much one unit holds, so the dose cannot be counted',
}
