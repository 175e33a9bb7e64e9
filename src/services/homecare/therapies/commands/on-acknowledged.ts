import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { closeTasksOf, createTask, type TaskReason } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { onPrescriptionStep, tellCompanyOfCancellation } from '../../prescriptions/commands/announce.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { readContent } from '../../prescriptions/queries/read-content.ts'
import type { WrittenContent } from '../../prescriptions/stored-content.ts'
import type { HomecareWork } from '../../tables.ts'
import { planReplacement } from '../cascade.ts'
import { hasLoadingLeft } from '../pause-limit.ts'
import { getPerson } from '../queries/homecare-subject.ts'
import { loadSnapshot } from '../queries/load-snapshot.ts'
import { getTherapy, listPauses } from '../queries/therapies.ts'
import { othersInForce } from '../snapshot.ts'
import { doseNotCounted, treatmentNotMoved } from '../task-reasons.ts'
import { carryOut } from './carry-out.ts'
import { endPause } from './end-pause.ts'
import { therapyStep } from './therapy-step.ts'
import { writeDosePlan } from './write-dose-plan.ts'

const REPLACED = 'A newer prescription has been accepted'
type Work = HomecareWork & MedicineTables & TenancyTables

/**
 * When the company has accepted a prescription, its dose is the one that counts: the treatment starts or its change is
 * confirmed, and what the older prescriptions would still deliver is asked back. Only on the clinic's side. What does not
 * follow is pharmacy's to put right today: a company that has accepted will supply.
 */
onPrescriptionStep(['acknowledge'], async (tx, ctx, { prescription }) => {
  if (prescription.counterpartId !== undefined) return
  const own = asTx<Work>(tx)
  const { recordIds } = await getPerson(own, ctx, prescription.patientId)
  const written = await readContent(own, ctx, prescription.prescriptionId)
  const uncounted = await writeDosePlan(tx, ctx, prescription, written)
  if (uncounted.length > 0) await askPharmacy(tx, ctx, prescription, doseNotCounted, uncounted)
  else await closeTasksOf(tx, ctx, { reason: doseNotCounted, key: prescription.therapyId, outcome: 'written-again' })
  const notMoved = [
    ...(await moveTherapy(tx, ctx, prescription, written)),
    ...(await replaceOlder(tx, ctx, prescription, recordIds)),
  ]
  if (notMoved.length > 0) await askPharmacy(tx, ctx, prescription, treatmentNotMoved, notMoved)
})

const askPharmacy = (
  tx: AnyTx,
  ctx: Context,
  { therapyId, patientId }: Prescription,
  reason: TaskReason,
  refusals: readonly Refusal[],
) =>
  createTask(tx, ctx, {
    reason,
    owner: { role: 'pharmacist' },
    patientId,
    entity: { type: 'homecare.therapy', id: therapyId },
    key: therapyId,
    note: refusals.map(({ sentence }) => sentence).join('. '),
  })

/** Answers with why the treatment did not start or go on; nothing when it did, or when it need not. */
async function moveTherapy(
  tx: AnyTx,
  ctx: Context,
  { therapyId }: Prescription,
  written: WrittenContent | undefined,
): Promise<readonly Refusal[]> {
  const own = asTx<Work>(tx)
  const therapy = await getTherapy(own, ctx.tenantId, therapyId)
  if (therapy.state === 'stopping' || therapy.state === 'stopped') return [STOPPED]
  if (therapy.state === 'changing') {
    const known = { isNewPrescriptionAcknowledged: true }
    const { refusals = [] } = await therapyStep(tx, ctx, therapy, 'confirm-dose', known, { isSystem: true })
    // A dose that was changed while treatment was paused goes on with the first dose of the new one.
    const from = written?.content.firstDoseOn ?? ctx.clock.today()
    if (refusals.length === 0) await endPause(tx, ctx, therapy, from, 'The dose was changed')
    return refusals
  }
  if (therapy.state !== 'planned') return []
  const [item] = written?.content.items ?? []
  if (written === undefined || item === undefined) return [NOT_STARTED]
  const pauses = await listPauses(own, ctx.tenantId, therapyId)
  const schedule = { dose: item.dose, firstDoseOn: written.content.firstDoseOn, pauses, endsOn: undefined }
  // Substance and biologics were looked at when it was planned; the same guards hold now by its own row.
  const known = {
    hasSameSubstance: false,
    hasOtherBiologic: false,
    hasLoadingLeft: hasLoadingLeft(schedule, ctx.clock.today()),
  }
  return (await therapyStep(tx, ctx, therapy, 'start', known, { isSystem: true })).refusals ?? []
}

/** Each old one is replaced when nothing of it can arrive unflagged, and the company is told. Answers with what stays in force. */
async function replaceOlder(
  tx: AnyTx,
  ctx: Context,
  { prescriptionId }: Prescription,
  recordIds: readonly string[],
): Promise<readonly Refusal[]> {
  const own = asTx<Work>(tx)
  const snapshot = await loadSnapshot(own, ctx.tenantId, recordIds)
  const accepted = snapshot.prescriptions.find(({ id }) => id === prescriptionId)
  if (accepted === undefined) return []
  await carryOut(tx, ctx, planReplacement(snapshot, accepted), REPLACED)
  const refusals: Refusal[] = []
  for (const { id } of othersInForce(snapshot, accepted)) {
    const older = await getPrescription(own, ctx.tenantId, id)
    const taken = await prescriptionStep(tx, ctx, older, 'supersede', { as: ['system'], known: { reason: REPLACED } })
    if (taken.refusals) refusals.push(...taken.refusals)
    else if (older.leftBy !== undefined) await tellCompanyOfCancellation(tx, ctx, taken.prescription, REPLACED)
  }
  return refusals.length === 0 ? [] : [TWO_IN_FORCE, ...refusals]
}

const STOPPED: Refusal = {
  name: 'stopped',
  sentence: 'This treatment has stopped: ask the homecare company to cancel the prescription that it accepted',
}
const NOT_STARTED: Refusal = {
  name: 'not-started',
  sentence: 'What was written cannot be read here, so the treatment has not been started',
}
const TWO_IN_FORCE: Refusal = {
  name: 'two-in-force',
  sentence:
    'An older prescription of this treatment is still in force: ask the homecare company to supply only the new one',
}
