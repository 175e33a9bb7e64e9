import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask, type TaskReason } from '../../../../core/tasks/index.ts'
import { unverified } from '../../../../core/values/sourced-rule.ts'
import { newUuid } from '../../../../core/values/uuid.ts'
import { followUpsOfDelivery } from '../../therapies/cascade.ts'
import type { HomecareWork } from '../../tables.ts'
import type { DeliveryAct } from '../act.ts'
import { type DeliveryState, isHandedOver, isPromised } from '../delivery.ts'
import type { Dispensed } from '../dispensed.ts'
import type { Failure } from '../failure.ts'
import type { DeliveryCare } from '../queries/delivery-care.ts'
import * as reasons from '../task-reasons.ts'
import { followDelivery } from './follow-delivery.ts'

interface Kept {
  readonly from: DeliveryState
  readonly to: DeliveryState
  readonly dispensed: Dispensed | undefined
  readonly failure: Failure | undefined
  readonly at: Date
}

/** Degrees Celsius in which medicines for the fridge are carried. */
export const COLD_CHAIN = unverified('cold-chain', 1, { least: 2, most: 8 }, 'Good distribution practice, 2 °C to 8 °C')

/** What must be done because of an act: tasks, what has failed, and the steps of the prescription and the registration. */
export async function afterAct(
  tx: AnyTx,
  ctx: Context,
  care: DeliveryCare,
  act: DeliveryAct,
  kept: Kept,
): Promise<void> {
  for (const followUp of followUpsOfDelivery(kept.from, kept.to)) {
    if (care.isCompany) continue
    if (followUp === 'call-patient') await ask(tx, ctx, care, reasons.callPatient)
    if (followUp === 'report-incident') await ask(tx, ctx, care, reasons.reportIncident)
  }
  if (act.event === 'deliver' && isOutOfRange(act.temperature)) await ask(tx, ctx, care, reasons.temperatureOut)
  if (!care.isCompany) await clinicTasks(tx, ctx, care, act, kept)
  await settled(tx, ctx, care, act, kept)
  await failures(tx, ctx, care, act, kept)
  await followDelivery(tx, ctx, care, act.event, kept.dispensed)
}

async function clinicTasks(tx: AnyTx, ctx: Context, care: DeliveryCare, act: DeliveryAct, kept: Kept): Promise<void> {
  if (act.event === 'defer' && act.until > care.delivery.deliverBy) await ask(tx, ctx, care, reasons.reserveUsed)
  const { dispensed, failure } = kept
  const held = dispensed?.packs.reduce((sum, { units }) => sum + units, 0)
  const planned = care.delivery.lines.reduce((sum, { units }) => sum + units, 0)
  if (act.event === 'dispense' && held !== undefined && held < planned) await ask(tx, ctx, care, reasons.partDelivery)
  if (failure !== undefined) {
    await ask(tx, ctx, care, reasons.deliveryFailed, failure.isCritical ? 'urgent' : 'routine')
  }
}

/** Tasks that an act has answered. */
async function settled(
  tx: AnyTx,
  ctx: Context,
  { delivery }: DeliveryCare,
  act: DeliveryAct,
  kept: Kept,
): Promise<void> {
  const close = (reason: TaskReason, outcome: string) =>
    closeTasksOf(tx, ctx, { reason, key: delivery.deliveryId, outcome })
  if (act.event === 'book') {
    await close(reasons.neverBooked, 'booked')
    await close(reasons.deliveryFailed, 'arranged')
  }
  if (isHandedOver(kept.to)) await close(reasons.neverBooked, 'supplied')
  if (act.event === 'rebook') {
    await close(reasons.bookingPassed, 'arranged')
    await close(reasons.partDelivery, 'not-needed')
  }
  if (act.event !== 'rebook' && !isPromised(kept.to)) await close(reasons.bookingPassed, 'recorded')
  if (act.event === 'confirm-recall' || act.event === 'take-back') {
    for (const reason of [reasons.stopDelivery, reasons.telephoneRecall, reasons.recallUnanswered]) {
      await close(reason, 'stopped')
    }
  }
  if (act.event === 'deliver') {
    await close(reasons.stopDelivery, 'arrived')
    await close(reasons.telephoneRecall, 'too-late')
    await close(reasons.recallUnanswered, 'too-late')
  }
}

/** A failure is a matter that ends with an outcome and somebody’s name (invariant I8). */
async function failures(anyTx: AnyTx, ctx: Context, { delivery }: DeliveryCare, act: DeliveryAct, kept: Kept) {
  const tx = asTx<HomecareWork>(anyTx)
  if (kept.failure !== undefined) {
    await tx
      .insertInto('homecare.matter')
      .values({
        tenant_id: ctx.tenantId,
        matter_id: newUuid(kept.at),
        kind: 'failure',
        patient_id: delivery.patientId,
        enrolment_id: null,
        therapy_id: delivery.therapyId,
        prescription_id: delivery.prescriptionId,
        delivery_id: delivery.deliveryId,
        rule: kept.failure.fault,
        reason_code: kept.failure.code,
        words: null,
        opened_at: kept.at,
        opened_by: ctx.actor.id,
        outcome_code: null,
        outcome: null,
        closed_at: null,
        closed_by: null,
      })
      .execute()
  }
  if (act.event === 'rebook' || act.event === 'take-back' || kept.to === 'recall-requested') {
    await tx
      .updateTable('homecare.matter')
      .set({ outcome_code: act.event, closed_at: ctx.clock.now(), closed_by: ctx.actor.id })
      .where('tenant_id', '=', ctx.tenantId)
      .where('delivery_id', '=', delivery.deliveryId)
      .where('kind', '=', 'failure')
      .where('closed_at', 'is', null)
      .execute()
  }
}

/** Asks the people who have the patient: in a clinic those whose registration it is, in a company those who can act on it. */
export async function ask(
  tx: AnyTx,
  ctx: Context,
  { delivery, enrolment, isCompany }: DeliveryCare,
  reason: TaskReason,
  priority = reason.priority,
): Promise<void> {
  const { ownerAccountId: accountId, ownerTeamId: teamId } = enrolment
  await createTask(tx, ctx, {
    reason,
    priority,
    // In a clinic too, only its pharmacy team records what a company does.
    owner:
      isCompany || reason === reasons.bookingPassed
        ? { role: reason === reasons.temperatureOut ? 'pharmacist' : 'homecare-coordinator' }
        : accountId !== undefined
          ? { accountId, teamId }
          : teamId !== undefined
            ? { teamId }
            : { role: 'pharmacist' },
    patientId: delivery.patientId,
    entity: { type: 'homecare.delivery', id: delivery.deliveryId },
    key: delivery.deliveryId,
  })
}

const isOutOfRange = (temperature: number | undefined): boolean =>
  temperature !== undefined && (temperature < COLD_CHAIN.value.least || temperature > COLD_CHAIN.value.most)
