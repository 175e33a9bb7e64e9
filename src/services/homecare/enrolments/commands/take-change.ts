import { sql } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import type { EnrolmentDetails } from '../enrolment-details.ts'
import { OVER_STATES } from '../enrolment.ts'
import { HELD_STATE, holdAfter, isHoldEvent, type RegistrationHold } from '../hold.ts'
import type { RegistrationChange } from '../sayings/changed.ts'
import { placeToRead } from '../task-reasons.ts'
import { closeTasksOfRegistration } from './close-tasks.ts'
import { takeAllergies } from './take-allergies.ts'
import { stepAsSaid } from './steps-as-said.ts'

/** In a company's records: what the hospital says is different now. */
export async function takeChange(
  anyTx: AnyTx,
  ctx: Context,
  { step, delivery, allergies }: RegistrationChange,
  heard: Heard,
): Promise<Taken> {
  const tx = asTx<HomecareWork>(anyTx)
  const find = () =>
    tx
      .selectFrom('homecare.enrolment')
      .select(['patient_id', 'state', 'details'])
      .where('tenant_id', '=', ctx.tenantId)
      .where('enrolment_id', '=', heard.about)
      .where('counterpart_tenant_id', '=', heard.from.tenantId)
      .executeTakeFirst()
  const found = await find()
  if (!found) return { subjects: [], refusals: ['The registration that it is about is not here'] }
  await lockHomecare(tx, ctx, found.patient_id)
  const row = (await find()) ?? found
  const patientId = row.patient_id
  const about = { subjects: [patientId], patientId }
  if (delivery) {
    const placeChange = { number: heard.number, at: heard.sentAt.toISOString() }
    const details: EnrolmentDetails = { ...(row.details as EnrolmentDetails), place: delivery.place, placeChange }
    await tx
      .updateTable('homecare.enrolment')
      .set((one) => ({
        details: JSON.stringify(details),
        delivery_address: delivery.address === undefined ? null : JSON.stringify(delivery.address),
        version: one('version', '+', 1),
      }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('enrolment_id', '=', heard.about)
      .execute()
    if (!OVER_STATES.includes(row.state)) {
      await createTask(tx, ctx, {
        reason: placeToRead,
        owner: { role: 'homecare-coordinator' },
        patientId,
        entity: { type: 'homecare.enrolment', id: heard.about },
        key: heard.about,
      })
    }
  }
  if (allergies) await takeAllergies(tx, ctx, heard.about, patientId, allergies)
  if (!step) return about
  const { isOnTreatment, hold } = row.details as EnrolmentDetails
  if (isOnTreatment === true && ['submitted', 'stalled'].includes(row.state)) {
    const next = holdAfter(hold, step.event, step.reviewOn)
    if (next !== 'not-a-hold') {
      await keepHold(tx, ctx, heard.about, next.hold)
      return about
    }
  }
  // Said with the registration, and taken on when it was accepted.
  if (isOnTreatment === true && isHoldEvent(step.event) && HELD_STATE[step.event] === row.state) return about
  const said = { enrolmentId: heard.about, patientId, happenedAt: heard.sentAt, reason: step.reason }
  const also = step.reviewOn === undefined ? {} : { review_on: step.reviewOn }
  const taken = await stepAsSaid(tx, ctx, said, row.state, step.event, step.role, also)
  if ('refusals' in taken) return { ...about, refusals: taken.refusals }
  if (OVER_STATES.includes(taken.to)) await closeTasksOfRegistration(tx, ctx, heard.about)
  return about
}

/** Not a step: the company has not answered, and its answer takes the hold on. */
async function keepHold(
  tx: Tx<HomecareWork>,
  ctx: Context,
  enrolmentId: string,
  hold: RegistrationHold | undefined,
): Promise<void> {
  await tx
    .updateTable('homecare.enrolment')
    .set((row) => ({
      details:
        hold === undefined
          ? sql<string>`details - 'hold'`
          : sql<string>`jsonb_set(details, '{hold}', ${JSON.stringify(hold)}::jsonb)`,
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .execute()
}
