import { SYSTEM_ACTOR_ID, type Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import { step } from '../../../../core/values/state-machine.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { beginWith } from '../../steps/commands/take-step.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import type { EnrolmentDetails } from '../enrolment-details.ts'
import { ENROLMENT } from '../enrolment.ts'
import type { RegistrationBody } from '../registration-body.ts'
import { placeToRead, toAnswer } from '../task-reasons.ts'
import { takeAllergies } from './take-allergies.ts'
import { AS_SAID, stepAsSaid } from './steps-as-said.ts'

/**
 * In a company's records: a registration that a hospital sent, with the hospital's identifier, for its own patient. One that
 * was refused before and corrected comes a second time.
 */
export async function takeRegistration(
  anyTx: AnyTx,
  ctx: Context,
  body: RegistrationBody,
  heard: Heard,
  patientId: string,
): Promise<Taken> {
  const tx = asTx<HomecareWork>(anyTx)
  await lockHomecare(tx, ctx, patientId)
  const before = await tx
    .selectFrom('homecare.enrolment')
    .select(['state', 'patient_id', 'counterpart_tenant_id'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', heard.about)
    .executeTakeFirst()
  if (before && before.counterpart_tenant_id !== heard.from.tenantId) {
    return { subjects: [], refusals: ['Another organisation sent this registration before'] }
  }
  // A second sending is about the first one's record, whatever its details now say.
  const ownId = before?.patient_id ?? patientId
  const said = { enrolmentId: heard.about, patientId: ownId, happenedAt: heard.sentAt }
  if (!before) await insert(tx, ctx, body, heard, ownId)
  let state = before?.state ?? ('draft' as const)
  const events = before
    ? (['correct', 'send-to-pharmacy', 'submit'] as const)
    : (['send-to-pharmacy', 'submit'] as const)
  for (const event of events) {
    const role = event === 'submit' ? 'pharmacy-team' : 'clinician'
    const also = event === 'submit' ? await contentOf(tx, ctx, body, heard, ownId) : {}
    const taken = await stepAsSaid(tx, ctx, said, state, event, role, also)
    if ('refusals' in taken) return { subjects: [ownId], patientId: ownId, refusals: taken.refusals }
    state = taken.to
  }
  if (body.allergies) await takeAllergies(tx, ctx, heard.about, ownId, body.allergies)
  await closeTasksOf(tx, ctx, { reason: placeToRead, key: heard.about, outcome: 'changed' })
  await createTask(tx, ctx, {
    reason: toAnswer,
    owner: { role: 'homecare-coordinator' },
    patientId: ownId,
    entity: { type: 'homecare.enrolment', id: heard.about },
    key: heard.about,
    dueAt: new Date(body.answerBy),
  })
  return { subjects: [ownId], patientId: ownId }
}

/** The row as it was when the hospital began it; what it says now is written with its last step. */
async function insert(tx: AnyTx, ctx: Context, body: RegistrationBody, heard: Heard, patientId: string) {
  const answer = step(ENROLMENT, 'not-begun', 'begin', { role: 'clinician', id: SYSTEM_ACTOR_ID }, AS_SAID)
  if (!answer.ok) throw new Error('A registration cannot begin')
  const { moved } = answer
  await beginWith(tx, ctx, {
    machine: 'enrolment',
    id: heard.about,
    patientId,
    moved,
    role: 'clinician',
    source: 'organisation',
    happenedAt: heard.sentAt,
  })
  await asTx<HomecareWork>(tx)
    .insertInto('homecare.enrolment')
    .values({
      tenant_id: ctx.tenantId,
      enrolment_id: heard.about,
      patient_id: patientId,
      counterpart_tenant_id: heard.from.tenantId,
      scheme_id: null,
      company_id: null,
      vtm_id: body.vtmId,
      medicine: body.medicine,
      state: moved.to,
      state_since: ctx.clock.now(),
      owner_account_id: null,
      owner_team_id: null,
      account_reference: null,
      answer_by: null,
      review_on: null,
      details: JSON.stringify({}),
      delivery_address: null,
      note: null,
      said: null,
      created_at: ctx.clock.now(),
      created_by: ctx.actor.id,
    })
    .execute()
}

async function contentOf(tx: AnyTx, ctx: Context, body: RegistrationBody, heard: Heard, patientId: string) {
  const details: EnrolmentDetails = {
    agreement: body.agreement,
    place: body.place,
    supportProgramme: body.supportProgramme,
    openingStock: body.openingStock,
    sharpsBin: body.sharpsBin,
    coldStore: body.coldStore,
    from: {
      hospital: body.from.hospital,
      odsCode: body.from.odsCode,
      telephone: body.from.telephone,
      person: body.from.person,
    },
    isSensitive: body.patient.isSensitive,
    ...(body.broughtIn?.isActive === true ? { isOnTreatment: true, hold: body.broughtIn.hold } : {}),
  }
  const place = { table: 'homecare.enrolment', column: 'said', rowId: heard.about }
  return {
    details: JSON.stringify(details),
    delivery_address: body.deliveryAddress === undefined ? null : JSON.stringify(body.deliveryAddress),
    medicine: body.medicine,
    vtm_id: body.vtmId,
    answer_by: new Date(body.answerBy),
    account_reference: null,
    said: await sealFor(
      asTx<HomecareWork>(tx),
      ctx,
      { subjectId: patientId, class: 'message-body' },
      place,
      JSON.stringify(body),
    ),
  }
}
