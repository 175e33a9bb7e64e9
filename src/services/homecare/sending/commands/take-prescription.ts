import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { sealFor } from '../../../../core/encryption/subject-keys.ts'
import { verifyHere } from '../../../../core/identity/signatures/index.ts'
import { PROBLEMS } from '../../../../core/signing/verify.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { isPaperOnlySchedule } from '../../prescriptions/route.ts'
import { contentPlace, contentSubject } from '../../prescriptions/queries/read-content.ts'
import { digestOfWritten, readStoredText, storedText } from '../../prescriptions/stored-content.ts'
import { replaceQueried } from '../../signing/commands/replace-queried.ts'
import { PRESCRIPTION_KIND, signedPlace, signedSubject } from '../../signing/queries/read-signed.ts'
import { scheduleOfContent, unitsOf } from '../../signing/row-matches.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { PaperPosted, PrescriptionSent } from '../sayings/prescription-sent.ts'
import { prescriptionToAnswer } from '../task-reasons.ts'
import { insertReceived, type Received } from './insert-received.ts'
import type { SendingWork } from './order-prescription.ts'

/** In a company's records: a signed prescription, for its own patient. The signature is checked before anything is kept. */
export async function takePrescription(
  anyTx: AnyTx,
  ctx: Context,
  body: PrescriptionSent,
  heard: Heard,
): Promise<Taken> {
  const tx = asTx<SendingWork>(anyTx)
  const found = await findRegistration(tx, ctx, body.enrolmentId, heard)
  if (typeof found === 'string') return { subjects: [], refusals: [found] }
  const { patientId } = found
  const about = { subjects: [patientId], patientId }
  const { written } = readStoredText(body.written)
  if (written === undefined) return { ...about, refusals: ['There is nothing written in this prescription'] }
  const { content } = written
  const schedule = scheduleOfContent(content)
  const digest = digestOfWritten(written)
  const { problems, signedAt } = await verifyHere(tx, ctx, body.signed, {
    kind: PRESCRIPTION_KIND,
    authorities: body.authorities,
    withdrawals: body.withdrawals ?? undefined,
  })
  const wrong = [
    ...problems.map((problem) => PROBLEMS[problem]),
    ...(digest !== body.signed.signature.digest || content.prescriptionId !== heard.about
      ? ['What is written is not what was signed']
      : []),
    ...(isPaperOnlySchedule(schedule) ? ['This controlled drug may come on paper alone'] : []),
  ]
  if (wrong.length > 0 || signedAt === undefined) {
    return { ...about, refusals: wrong.map((why) => `Do not use this prescription: ${lower(why)}`) }
  }
  await believe(tx, ctx, body, heard)
  const [subject, signed] = [contentSubject(patientId), JSON.stringify(body.signed)]
  await insertReceived(tx, ctx, heard, {
    patientId,
    therapy: { ...body.therapy, therapyId: body.therapyId },
    enrolmentId: body.enrolmentId,
    prescription: {
      replaces_id: body.replacesId,
      prescriber_id: body.prescriberId,
      schedule: String(schedule) as never,
      left_by: 'electronic',
      content: await sealFor(tx, ctx, subject, contentPlace(heard.about), storedText({ draft: {}, written })),
      digest,
      screened_digest: digest,
      signed: await sealFor(tx, ctx, signedSubject(patientId), signedPlace(heard.about), signed),
      signed_digest: digest,
      signed_on: civilDateOf(signedAt),
      signed_units: unitsOf(content),
      brand_ids: content.items.flatMap(({ ampId }) => ampId ?? []),
      generic_ids: content.items.map(({ vmpId }) => vmpId),
      deliveries: content.deliveries,
      interval_every: content.interval.every,
      interval_unit: content.interval.unit,
      first_dose_on: content.firstDoseOn,
      not_before: content.notBefore ?? null,
      last_day: body.lastDay,
      order_reference: body.orderReference,
      answer_by: new Date(body.answerBy),
    },
  })
  if (body.deliveryAddress !== null) {
    await tx
      .updateTable('homecare.enrolment')
      .set((row) => ({
        delivery_address: JSON.stringify(body.deliveryAddress),
        version: row('version', '+', 1),
      }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('enrolment_id', '=', body.enrolmentId)
      .execute()
  }
  await replaceQueried(tx, ctx, { replacesId: body.replacesId ?? undefined })
  await askToAnswer(tx, ctx, heard.about, patientId, new Date(body.answerBy))
  return about
}

/** In a company's records: that paper is on its way. There is nothing of what it says. */
export async function takePaper(anyTx: AnyTx, ctx: Context, body: PaperPosted, heard: Heard): Promise<Taken> {
  const tx = asTx<SendingWork>(anyTx)
  const found = await findRegistration(tx, ctx, body.enrolmentId, heard)
  if (typeof found === 'string') return { subjects: [], refusals: [found] }
  const { patientId, vtmId, medicine } = found
  await insertReceived(tx, ctx, heard, {
    patientId,
    therapy: { therapyId: body.therapyId, route: body.route, vtmId, medicine, isBiologic: false, indication: null },
    enrolmentId: body.enrolmentId,
    prescription: {
      prescriber_id: body.prescriberId,
      schedule: 'not-stated',
      left_by: 'ink',
      answer_by: new Date(body.answerBy),
    },
  })
  await askToAnswer(tx, ctx, heard.about, patientId, new Date(body.answerBy))
  return { subjects: [patientId], patientId }
}

/** The company's own registration with the clinic's identifier. Without it there is nobody to supply. */
async function findRegistration(tx: AnyTx, ctx: Context, enrolmentId: string, heard: Heard) {
  const own = asTx<SendingWork>(tx)
  const row = await own
    .selectFrom('homecare.enrolment')
    .select(['patient_id', 'vtm_id', 'medicine'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .where('counterpart_tenant_id', '=', heard.from.tenantId)
    .executeTakeFirst()
  if (!row) return 'The patient of this prescription is not registered with us: ask the clinic to register them'
  await lockHomecare(tx, ctx, row.patient_id)
  const before = await own
    .selectFrom('homecare.prescription')
    .select('prescription_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('prescription_id', '=', heard.about)
    .executeTakeFirst()
  if (before) return 'This prescription was sent before'
  return { patientId: row.patient_id, vtmId: row.vtm_id, medicine: row.medicine }
}

/** Keeps what the clinic states about its authorities: the newest list of what each has withdrawn. */
async function believe(tx: AnyTx, ctx: Context, body: PrescriptionSent, heard: Heard): Promise<void> {
  const own = asTx<SendingWork>(tx)
  const { authority } = await verifyHere(own, ctx, body.signed, {
    kind: PRESCRIPTION_KIND,
    authorities: body.authorities,
  })
  for (const fingerprint of body.authorities) {
    const withdrawals = fingerprint === authority && body.withdrawals ? JSON.stringify(body.withdrawals) : null
    await own
      .insertInto('homecare.counterpart_authority')
      .values({
        tenant_id: ctx.tenantId,
        counterpart_tenant_id: heard.from.tenantId,
        fingerprint,
        withdrawals,
        stated_at: heard.sentAt,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'counterpart_tenant_id', 'fingerprint'])
          .doUpdateSet({ stated_at: heard.sentAt, ...(withdrawals === null ? {} : { withdrawals }) })
          .where('homecare.counterpart_authority.stated_at', '<=', heard.sentAt),
      )
      .execute()
  }
}

const askToAnswer = async (tx: AnyTx, ctx: Context, id: string, patientId: string, dueAt: Date): Promise<void> => {
  const entity = { type: 'homecare.prescription', id }
  await createTask(tx, ctx, {
    reason: prescriptionToAnswer,
    owner: { role: 'pharmacist' },
    patientId,
    entity,
    key: id,
    dueAt,
  })
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
export type { Received }
