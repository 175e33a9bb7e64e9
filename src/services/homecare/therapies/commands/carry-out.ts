import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { UnavailableError } from '../../../../core/errors.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { eventsFrom, type Machine, step } from '../../../../core/values/state-machine.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { DELIVERY, type DeliveryFacts } from '../../deliveries/delivery.ts'
import { ENROLMENT, type EnrolmentFacts } from '../../enrolments/enrolment.ts'
import { tellCompanyOfCancellation, tellCompanyOfRecall } from '../../prescriptions/commands/announce.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { PRESCRIPTION } from '../../prescriptions/prescription.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import type { HomecareWork } from '../../tables.ts'
import type { PlannedStep } from '../cascade.ts'
import type { HomecareRole } from '../homecare-role.ts'
import { getTherapy } from '../queries/therapies.ts'
import { THERAPY } from '../therapy.ts'
import { therapyStep } from './therapy-step.ts'

/**
 * Takes every step of a plan as Troth itself, in the caller's transaction, and tells the homecare company of each that it must
 * act on. A step that is refused undoes the whole of it: half a stop is worse than none. Deliveries are asked back before the
 * prescription that they are of, so that what nobody has yet been sent can be cancelled at once.
 */
export async function carryOut(tx: AnyTx, ctx: Context, plan: readonly PlannedStep[], reason: string): Promise<void> {
  const order: Record<PlannedStep['on'], number> = { therapy: 0, delivery: 1, prescription: 2, enrolment: 3 }
  for (const planned of plan.toSorted((one, other) => order[one.on] - order[other.on])) {
    const refusals = await takePlanned(tx, ctx, planned, reason)
    if (refusals.length > 0) throw new UnavailableError(`${planned.on} ${planned.event}: ${namesOf(refusals)}`)
  }
}

async function takePlanned(tx: AnyTx, ctx: Context, planned: PlannedStep, reason: string): Promise<readonly Refusal[]> {
  const own = asTx<HomecareWork & TenancyTables>(tx)
  switch (planned.on) {
    case 'therapy': {
      const therapy = await getTherapy(own, ctx.tenantId, planned.id)
      // The step that began the plan may have been taken by a person.
      if (!eventsFrom(THERAPY, therapy.state, 'system').includes(planned.event)) return []
      return (await therapyStep(tx, ctx, therapy, planned.event, { reason }, { isSystem: true })).refusals ?? []
    }
    case 'prescription':
      return await endPrescription(tx, ctx, await getPrescription(own, ctx.tenantId, planned.id), planned.event, reason)
    case 'delivery':
      return await recall(tx, ctx, planned.id, reason)
    case 'enrolment':
      return await closeEnrolment(tx, ctx, planned, reason)
  }
}

/** The company is asked when it has the prescription; what was never sent is cancelled at once. */
async function endPrescription(
  tx: AnyTx,
  ctx: Context,
  prescription: Prescription,
  event: Extract<PlannedStep, { on: 'prescription' }>['event'],
  reason: string,
): Promise<readonly Refusal[]> {
  if (!eventsFrom(PRESCRIPTION, prescription.state, 'system').includes(event)) return []
  const taken = await prescriptionStep(tx, ctx, prescription, event, { as: ['system'], known: { reason } })
  if (taken.refusals) return taken.refusals
  if (event !== 'request-cancel') return []
  if (prescription.state === 'signed' || prescription.state === 'ordered') {
    const cancelled = await prescriptionStep(tx, ctx, taken.prescription, 'confirm-cancel', {
      as: ['system'],
      known: { reason },
    })
    return cancelled.refusals ?? []
  }
  await tellCompanyOfCancellation(tx, ctx, taken.prescription, reason)
  return []
}

async function recall(tx: AnyTx, ctx: Context, deliveryId: string, reason: string): Promise<readonly Refusal[]> {
  const row = await asTx<HomecareWork>(tx)
    .selectFrom('homecare.delivery')
    .select(['delivery_id', 'prescription_id', 'patient_id', 'number', 'state'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirstOrThrow()
  const facts: Pick<DeliveryFacts, 'reason'> = { reason }
  const refusals = await bySystem(tx, ctx, DELIVERY, 'delivery', row, row.state, 'request-recall', facts, deliveryId)
  const { prescription_id: prescriptionId, patient_id: patientId, number, state: from } = row
  if (refusals.length === 0) {
    await tellCompanyOfRecall(tx, ctx, { deliveryId, prescriptionId, patientId, number, from }, reason)
  }
  return refusals
}

async function closeEnrolment(
  tx: AnyTx,
  ctx: Context,
  { id, event }: Extract<PlannedStep, { on: 'enrolment' }>,
  reason: string,
): Promise<readonly Refusal[]> {
  const row = await asTx<HomecareWork>(tx)
    .selectFrom('homecare.enrolment')
    .select(['patient_id', 'state'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', id)
    .executeTakeFirstOrThrow()
  const facts: Pick<EnrolmentFacts, 'reason'> = { reason }
  return await bySystem(tx, ctx, ENROLMENT, 'enrolment', row, row.state, event, facts, id)
}

/** A step of Troth itself that looks at nothing but its reason. */
async function bySystem<State extends string, Event extends string, Facts extends { readonly reason: string }>(
  tx: AnyTx,
  ctx: Context,
  machine: Machine<State, Event, HomecareRole, Facts>,
  name: 'delivery' | 'enrolment',
  { patient_id: patientId }: { readonly patient_id: string },
  state: State,
  event: Event,
  facts: Pick<Facts, 'reason'>,
  id: string,
): Promise<readonly Refusal[]> {
  const answer = step(machine, state, event, { role: 'system', id: SYSTEM_ACTOR_ID }, facts as Facts)
  if (!answer.ok) return answer.refusals
  await takeStep(tx, ctx, {
    machine: name,
    id,
    patientId,
    moved: answer.moved,
    role: 'system',
    reason: facts.reason,
  })
  return []
}

const namesOf = (refusals: readonly Refusal[]): string => refusals.map(({ name }) => name).join(', ')
