import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { listRecordIds, type PatientTables } from '../../../../core/patients/index.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { step } from '../../../../core/values/state-machine.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { beginWith } from '../../steps/commands/take-step.ts'
import type { HomecareWork } from '../../tables.ts'
import { planReplacement } from '../../therapies/cascade.ts'
import { deliveryFactsOf } from '../../therapies/facts-of.ts'
import { listPauses } from '../../therapies/queries/therapies.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { othersInForce } from '../../therapies/snapshot.ts'
import { DELIVERY, type DeliveryFacts, type DeliveryState } from '../delivery.ts'
import { type Plan, planOf } from '../plan.ts'
import { careAround, getDeliveryCare } from '../queries/delivery-care.ts'
import { plannedItems, signedPrescription } from '../queries/signed-prescription.ts'
import { neverBooked } from '../task-reasons.ts'
import { askBack } from './ask-back.ts'
import { answerRecall } from './take-recall.ts'

export type PlanAnswer = { readonly planned: number } | { readonly refusals: readonly Refusal[] }

/**
 * Plans the deliveries of an accepted prescription, in the caller's transaction. What it replaces is asked back first: until
 * that is asked, the new one may not be supplied. Call `lockHomecare` first.
 */
export async function planDeliveries(tx: AnyTx, ctx: Context, prescriptionId: string): Promise<PlanAnswer> {
  const own = asTx<HomecareWork>(tx)
  await replaceOlder(own, ctx, await getPrescription(own, ctx.tenantId, prescriptionId))
  return await planAnew(tx, ctx, prescriptionId)
}

/**
 * Plans what is not planned yet, and moves with the pauses of the treatment what nobody has booked. Done twice, it does nothing
 * the second time. Call `lockHomecare` first.
 */
export async function planAnew(tx: AnyTx, ctx: Context, prescriptionId: string): Promise<PlanAnswer> {
  const own = asTx<HomecareWork>(tx)
  const { prescription, bufferDays } = await careAround(own, ctx.tenantId, prescriptionId)
  const { patientId, therapyId, interval, deliveries, firstDoseOn, counterpartId } = prescription
  const signed = await signedPrescription(own, ctx, prescriptionId)
  if (!signed || interval === undefined || deliveries === undefined || firstDoseOn === undefined) {
    return { refusals: [NO_CONTENT] }
  }
  const snapshot = await snapshotOf(own, ctx, patientId)
  const held = new Set(snapshot.deliveries.map(({ id }) => id))
  let planned = 0
  const pauses = await listPauses(own, ctx.tenantId, therapyId)
  const items = await plannedItems(asTx<MedicineTables>(tx), signed, pauses)
  for (const one of planOf({ prescriptionId, firstDoseOn, deliveries, interval, items }, bufferDays)) {
    if (held.has(one.deliveryId)) {
      await moveDelivery(own, ctx, one)
      continue
    }
    const facts = deliveryFactsOf(snapshot, { prescriptionId, units: one.units, dispensed: undefined })
    const who = { role: 'system', id: SYSTEM_ACTOR_ID } as const
    const answer = step(DELIVERY, 'not-begun', 'plan', who, facts as DeliveryFacts)
    if (!answer.ok) return { refusals: answer.refusals }
    const { moved } = answer
    await beginWith(tx, ctx, { machine: 'delivery', id: one.deliveryId, patientId, moved, role: 'system' })
    const now = ctx.clock.now()
    await own
      .insertInto('homecare.delivery')
      .values({
        tenant_id: ctx.tenantId,
        delivery_id: one.deliveryId,
        prescription_id: prescriptionId,
        therapy_id: therapyId,
        patient_id: patientId,
        counterpart_tenant_id: counterpartId ?? null,
        number: one.number,
        state: moved.to,
        state_since: now,
        lines: JSON.stringify(one.lines),
        units: one.units,
        planned_on: one.plannedOn,
        deliver_by: one.deliverBy,
        booked_on: null,
        booked_slot: null,
        booking: null,
        dispensed_at: null,
        dispensed_by: null,
        dispensed: null,
        delivered_on: null,
        proof: null,
        failure: null,
        created_at: now,
      })
      .execute()
    planned += 1
  }
  return { planned }
}

const NOT_BOOKED: readonly DeliveryState[] = ['planned', 'due', 'contacted', 'deferred']

/** Moves a delivery that nobody has booked to the day from which it is now needed. */
async function moveDelivery(tx: Tx<HomecareWork>, ctx: Context, { deliveryId, plannedOn, deliverBy }: Plan) {
  const moved = await tx
    .updateTable('homecare.delivery')
    .set((row) => ({
      planned_on: plannedOn,
      deliver_by: deliverBy,
      is_never_booked: false,
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('delivery_id', '=', deliveryId)
    .where('state', 'in', NOT_BOOKED)
    .where('planned_on', '<>', plannedOn)
    .returning('delivery_id')
    .execute()
  if (moved.length > 0) await closeTasksOf(tx, ctx, { reason: neverBooked, key: deliveryId, outcome: 'not-needed' })
}

/**
 * Asks back what may still come of the prescriptions that this one follows. In the company they end with that, and what was not
 * packed is stopped; in the clinic the treatment sees to their end.
 */
async function replaceOlder(
  tx: Tx<HomecareWork>,
  ctx: Context,
  { patientId, prescriptionId, counterpartId }: Prescription,
): Promise<void> {
  const snapshot = await snapshotOf(tx, ctx, patientId)
  const accepted = snapshot.prescriptions.find(({ id }) => id === prescriptionId)
  if (accepted === undefined) return
  const ids = planReplacement(snapshot, accepted).map(({ id }) => id)
  const asked = await askBack(tx, ctx, ids, 'A newer prescription takes its place', 'system')
  if (counterpartId === undefined) return
  for (const id of asked) await answerRecall(tx, ctx, await getDeliveryCare(tx, ctx.tenantId, id))
  for (const older of othersInForce(snapshot, accepted)) {
    const prescription = await getPrescription(tx, ctx.tenantId, older.id)
    await prescriptionStep(tx, ctx, prescription, 'supersede', { as: ['system'] })
  }
}

const snapshotOf = async (tx: Tx<HomecareWork>, ctx: Context, patientId: string) =>
  loadSnapshot(tx, ctx.tenantId, await listRecordIds(tx as Tx<PatientTables>, ctx, patientId))

const NO_CONTENT: Refusal = {
  name: 'no-content',
  sentence: 'What was signed is not here, so its deliveries cannot be planned',
}
