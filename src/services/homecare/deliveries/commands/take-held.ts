import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { step } from '../../../../core/values/state-machine.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { mayDispense } from '../../prescriptions/prescription-state.ts'
import { findPrescription } from '../../prescriptions/queries/prescriptions.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { takeStep } from '../../steps/commands/take-step.ts'
import type { HomecareWork } from '../../tables.ts'
import { getTherapy, type Therapy } from '../../therapies/queries/therapies.ts'
import { NO_THERAPY_FACTS } from '../../therapies/therapy-facts.ts'
import { THERAPY, type TherapyFacts } from '../../therapies/therapy.ts'
import type { SupplyHeld } from '../sayings/supply-held.ts'
import { planAnew } from './plan-deliveries.ts'
import { planOrAsk } from './plan-or-ask.ts'

/** What the clinic looked at before it paused or went on: here, its word for it is what there is. */
const AS_SAID: TherapyFacts = {
  ...NO_THERAPY_FACTS,
  reason: 'The clinic said so',
  hasRestartRule: true,
  hasReviewDate: true,
  isPauseOverLimit: false,
  hasLoadingLeft: false,
}

/** In a company's records: the treatment is paused or goes on as the clinic says, and its deliveries are planned anew. */
export async function takeHeld(
  tx: Tx<HomecareWork>,
  ctx: Context,
  { isHeld, pauses }: SupplyHeld,
  heard: Heard,
): Promise<Taken> {
  const prescription = await findPrescription(tx, ctx.tenantId, heard.about)
  if (prescription === undefined || prescription.counterpartId !== heard.from.tenantId) {
    return { subjects: [], refusals: ['We do not have this prescription'] }
  }
  const { patientId, therapyId, prescriptionId } = prescription
  await lockHomecare(tx, ctx, patientId)
  const therapy = await getTherapy(tx, ctx.tenantId, therapyId)
  await keepPauses(tx, ctx, therapy, pauses)
  const refusals = await moveTherapy(tx, ctx, therapy, isHeld, heard)
  if (!isHeld && refusals.length === 0 && mayDispense(prescription.state))
    await planOrAsk(tx, ctx, prescriptionId, planAnew)
  return { subjects: [patientId], patientId, refusals }
}

/** Told once for each prescription of a treatment, it moves with the first. */
async function moveTherapy(
  tx: Tx<HomecareWork>,
  ctx: Context,
  { therapyId: id, patientId, state }: Therapy,
  isHeld: boolean,
  { sentAt: happenedAt }: Heard,
): Promise<readonly string[]> {
  if (isHeld === (state === 'paused')) return []
  const answer = step(THERAPY, state, isHeld ? 'pause' : 'restart', { role: 'clinician', id: SYSTEM_ACTOR_ID }, AS_SAID)
  if (!answer.ok) return answer.refusals.map(({ sentence }) => sentence)
  const { moved } = answer
  await takeStep(tx, ctx, {
    machine: 'therapy',
    id,
    patientId,
    moved,
    role: 'clinician',
    source: 'organisation',
    happenedAt,
  })
  return []
}

async function keepPauses(
  tx: Tx<HomecareWork>,
  ctx: Context,
  { therapyId, patientId }: Therapy,
  pauses: SupplyHeld['pauses'],
): Promise<void> {
  for (const { pauseId, from, until, restart } of pauses) {
    await tx
      .insertInto('homecare.pause')
      .values({
        tenant_id: ctx.tenantId,
        pause_id: pauseId,
        therapy_id: therapyId,
        patient_id: patientId,
        from_on: from,
        until_on: until ?? null,
        restart,
        made_at: ctx.clock.now(),
        made_by: ctx.actor.id,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'pause_id'])
          .doUpdateSet({ until_on: until ?? null })
          .where('homecare.pause.therapy_id', '=', therapyId),
      )
      .execute()
  }
}
