import { command } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { EnrolmentState } from '../../enrolments/enrolment.ts'
import { say } from '../../exchange/commands/say.ts'
import { openMatter } from '../../matters/commands/keep-matter.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { refuseUnsound } from '../../signing/commands/report-signature.ts'
import { readSigned } from '../../signing/queries/read-signed.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { type Answer, EVENT_OF } from '../answer.ts'
import { answerPrescriptions } from '../policy.ts'
import { isClinic } from '../queries/parties.ts'
import { prescriptionAnswered } from '../sayings/prescription-answered.ts'
import { cancellationToAnswer, prescriptionToAnswer } from '../task-reasons.ts'
import { expectSame } from './expect-same.ts'
import type { About, Done, SendingWork } from './order-prescription.ts'
import { supersedeOlder } from './supersede-older.ts'
import { closeQueries, COMPANY_QUERY } from './take-answer.ts'

/** An answer as somebody of the company gives it. The digest of what they accept is worked out, never typed. */
export type GivenAnswer =
  Exclude<Answer, { kind: 'acknowledged' }> | { readonly kind: 'acknowledged'; readonly hasPaper?: boolean }

/** In a company's records: accepts, queries or cancels a prescription that a clinic sent, and tells the clinic. */
export const answerPrescription = command<
  SendingWork,
  { readonly prescriptionId: string; readonly version: number; readonly answer: GivenAnswer },
  About,
  Done
>({
  action: 'homecare.prescription.answered',
  policy: answerPrescriptions,
  load: async (tx, { prescriptionId }, ctx) => ({
    isClinic: await isClinic(tx, ctx.tenantId),
    prescription: await getPrescription(tx, ctx.tenantId, prescriptionId),
  }),
  subjects: ({ prescription }) => [prescription.patientId],
  async run(tx, ctx, { prescription: { patientId } }, { prescriptionId, version, answer }, note) {
    await lockHomecare(tx, ctx, patientId)
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    note.outcome = 'refused'
    const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
    expectSame(prescription, version)
    const to = prescription.counterpartId
    if (to === undefined) return { refusals: [{ name: 'own', sentence: 'This prescription was not sent by a clinic' }] }
    const said = await complete(tx, ctx, prescription, answer)
    if (Array.isArray(said)) return { refusals: said }
    const full = said as Answer
    const outcome = await prescriptionStep(tx, ctx, prescription, EVENT_OF[full.kind], {
      known: {
        reason: full.kind === 'queried' ? full.words : '',
        isSignatureVerified: full.kind === 'acknowledged',
        isDigestEchoed: full.kind === 'acknowledged',
        hasUndeliveredList: 'undelivered' in full && full.undelivered.length > 0,
      },
      also: {
        answer_by: null,
        ...(full.kind === 'acknowledged' ? { acknowledged_digest: full.digest } : {}),
      },
    })
    if (outcome.refusals) return { refusals: outcome.refusals }
    note.outcome = 'done'
    note.values = { answer: full.kind }
    await keepWithUs(tx, ctx, outcome.prescription, full)
    await say(tx, ctx, prescriptionAnswered, { to, about: prescriptionId, patientId, body: full })
    return { refusals: [] }
  },
})

/** What is said back: of what was accepted, the digest as it was verified just now. */
async function complete(
  tx: Tx<SendingWork>,
  ctx: Context,
  prescription: Prescription,
  answer: GivenAnswer,
): Promise<Answer | Refusal[]> {
  if (answer.kind !== 'acknowledged') return answer
  const registration = await stateOfRegistration(tx, ctx, prescription.enrolmentId)
  if (registration === 'submitted' || registration === 'stalled') {
    const sentence = 'Accept the registration of this patient first, then the prescription'
    return [{ name: 'registration-not-answered', sentence }]
  }
  if (prescription.leftBy === 'ink') {
    return answer.hasPaper === true
      ? { kind: 'acknowledged', digest: null }
      : [{ name: 'no-paper', sentence: 'Confirm that you have the paper, signed in ink' }]
  }
  const reading = await readSigned(tx, ctx, prescription.prescriptionId)
  const unsound = await refuseUnsound(tx, ctx, reading)
  return unsound.length > 0 ? [...unsound] : { kind: 'acknowledged', digest: prescription.signedDigest ?? null }
}

async function stateOfRegistration(
  tx: Tx<SendingWork>,
  ctx: Context,
  enrolmentId: string,
): Promise<EnrolmentState | undefined> {
  const row = await tx
    .selectFrom('homecare.enrolment')
    .select('state')
    .where('tenant_id', '=', ctx.tenantId)
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst()
  return row?.state
}

async function keepWithUs(tx: Tx<SendingWork>, ctx: Context, prescription: Prescription, answer: Answer) {
  const { prescriptionId, patientId } = prescription
  const isFirst = answer.kind === 'acknowledged' || answer.kind === 'queried'
  const reason = isFirst ? prescriptionToAnswer : cancellationToAnswer
  await closeTasksOf(tx, ctx, { reason, key: prescriptionId, outcome: 'answered' })
  if (answer.kind === 'queried') {
    await openMatter(tx, ctx, {
      kind: 'query',
      patientId,
      prescriptionId,
      rule: COMPANY_QUERY,
      reasonCode: answer.reason,
      words: answer.words,
    })
  } else await closeQueries(tx, ctx, prescription, answer.kind === 'acknowledged' ? 'accepted' : 'cancel-asked')
  if (answer.kind === 'acknowledged') await supersedeOlder(tx, ctx, prescription)
}
