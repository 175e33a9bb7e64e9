import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { onPrescriptionStep, tellCompanyOfCancellation } from '../../prescriptions/commands/announce.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { amountPerUnit, isShared } from '../../prescriptions/product.ts'
import { findProduct } from '../../prescriptions/queries/find-product.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { readContent } from '../../prescriptions/queries/read-content.ts'
import type { WrittenContent } from '../../prescriptions/stored-content.ts'
import type { HomecareWork } from '../../tables.ts'
import { tellOfSupply } from '../../steps/commands/on-supply.ts'
import { planReplacement } from '../cascade.ts'
import { joinedDose } from '../joined-dose.ts'
import { hasLoadingLeft } from '../pause-limit.ts'
import { getPerson } from '../queries/homecare-subject.ts'
import { loadSnapshot } from '../queries/load-snapshot.ts'
import { findDosePlan, getTherapy, listPauses } from '../queries/therapies.ts'
import { othersInForce } from '../snapshot.ts'
import { carryOut } from './carry-out.ts'
import { therapyStep } from './therapy-step.ts'

const REPLACED = 'A newer prescription has been accepted'
type Work = HomecareWork & MedicineTables & TenancyTables

/**
 * When the company has accepted a prescription, its dose is the one that counts: the treatment starts or its change is
 * confirmed, and what the older prescriptions would still deliver is asked back. Only on the clinic's side.
 */
onPrescriptionStep(['acknowledge'], async (tx, ctx, { prescription }) => {
  if (prescription.counterpartId !== undefined) return
  const own = asTx<Work>(tx)
  const { recordIds } = await getPerson(own, ctx, prescription.patientId)
  const written = await readContent(own, ctx, prescription.prescriptionId)
  if (written !== undefined) await writeDosePlan(tx, ctx, prescription, written)
  await moveTherapy(tx, ctx, prescription, written)
  await replaceOlder(tx, ctx, prescription, recordIds)
  await tellOfSupply(tx, ctx, prescription.therapyId)
})

/** Without any free text: an instruction is for the label, not for a plan. */
async function writeDosePlan(
  tx: AnyTx,
  ctx: Context,
  prescription: Prescription,
  written: WrittenContent,
): Promise<void> {
  const own = asTx<Work>(tx)
  const { content } = written
  const [item] = content.items
  if (item === undefined) return
  const product = await findProduct(own, item.ampId ?? item.vmpId)
  const amount = product && amountPerUnit(product.unit, item.dose.unit)
  if (product === undefined || amount === undefined) return
  const { therapyId } = prescription
  const pauses = await listPauses(own, ctx.tenantId, therapyId)
  const old = await findDosePlan(own, ctx.tenantId, therapyId)
  const next = {
    dose: { ...item.dose, instruction: undefined, additional: [] },
    firstDoseOn: content.firstDoseOn,
    amountPerUnit: amount,
    isShared: isShared(product.unit),
  }
  const joined = joinedDose(old, next, pauses, ctx.clock.today())
  if (joined === undefined) return
  const now = ctx.clock.now()
  await own
    .updateTable('homecare.dose_plan')
    .set({ replaced_at: now })
    .where('tenant_id', '=', ctx.tenantId)
    .where('therapy_id', '=', therapyId)
    .where('replaced_at', 'is', null)
    .execute()
  await own
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
}

async function moveTherapy(
  tx: AnyTx,
  ctx: Context,
  { therapyId }: Prescription,
  written: WrittenContent | undefined,
): Promise<void> {
  const own = asTx<Work>(tx)
  const therapy = await getTherapy(own, ctx.tenantId, therapyId)
  const [item] = written?.content.items ?? []
  if (therapy.state === 'changing') {
    await therapyStep(tx, ctx, therapy, 'confirm-dose', { isNewPrescriptionAcknowledged: true }, { isSystem: true })
  }
  if (therapy.state !== 'planned' || written === undefined || item === undefined) return
  const pauses = await listPauses(own, ctx.tenantId, therapyId)
  const schedule = { dose: item.dose, firstDoseOn: written.content.firstDoseOn, pauses, endsOn: undefined }
  // Substance and biologics were looked at when it was planned; the same guards hold now by its own row.
  const known = {
    hasSameSubstance: false,
    hasOtherBiologic: false,
    hasLoadingLeft: hasLoadingLeft(schedule, ctx.clock.today()),
  }
  await therapyStep(tx, ctx, therapy, 'start', known, { isSystem: true })
}

/** Each old one is replaced when nothing of it can arrive unflagged, and the company is told. */
async function replaceOlder(
  tx: AnyTx,
  ctx: Context,
  { prescriptionId }: Prescription,
  recordIds: readonly string[],
): Promise<void> {
  const own = asTx<Work>(tx)
  const snapshot = await loadSnapshot(own, ctx.tenantId, recordIds)
  const accepted = snapshot.prescriptions.find(({ id }) => id === prescriptionId)
  if (accepted === undefined) return
  await carryOut(tx, ctx, planReplacement(snapshot, accepted), REPLACED)
  for (const { id } of othersInForce(snapshot, accepted)) {
    const older = await getPrescription(own, ctx.tenantId, id)
    const taken = await prescriptionStep(tx, ctx, older, 'supersede', { as: ['system'], known: { reason: REPLACED } })
    if (!taken.refusals && older.leftBy !== undefined) {
      await tellCompanyOfCancellation(tx, ctx, taken.prescription, REPLACED)
    }
  }
}
