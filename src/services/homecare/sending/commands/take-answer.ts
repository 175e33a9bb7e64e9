import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask, type TaskReason, type Wanted } from '../../../../core/tasks/index.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import { closeMatter, openMatter } from '../../matters/commands/keep-matter.ts'
import { listMattersOf } from '../../matters/queries/matters.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { findPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import type { PrescriptionState } from '../../prescriptions/prescription-state.ts'
import { refuseUnsound } from '../../signing/commands/report-signature.ts'
import { readSigned } from '../../signing/queries/read-signed.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { StepSource } from '../../steps/step.ts'
import { followUpsOfPrescription } from '../../therapies/cascade.ts'
import { type Answer, EVENT_OF, type QUERY_ENDS } from '../answer.ts'
import { getSupplier } from '../queries/parties.ts'
import { callPatient, cancelByHand, companyAsks, notAnswered, reportIncident } from '../task-reasons.ts'
import type { SendingWork } from './order-prescription.ts'

/** What a company’s query is called among the matters of a prescription. */
export const COMPANY_QUERY = 'company-query'

/** In a clinic's records: what a company on Troth says of a prescription. */
export async function takeCompanyAnswer(anyTx: AnyTx, ctx: Context, answer: Answer, heard: Heard): Promise<Taken> {
  const tx = asTx<SendingWork>(anyTx)
  const held = await findPrescription(tx, ctx.tenantId, heard.about)
  if (!held || held.counterpartId !== undefined) return { subjects: [], refusals: ['This prescription is not ours'] }
  await lockHomecare(tx, ctx, held.patientId)
  const about = { subjects: [held.patientId], patientId: held.patientId }
  const { company } = await getSupplier(tx, ctx.tenantId, held)
  // Only the company that was sent it may answer it.
  if (company.recipientId !== heard.from.tenantId) {
    return { ...about, refusals: ['Another homecare company was sent this prescription'] }
  }
  if (isOvertaken(held.state, answer)) return about
  const refusals = await keepAnswer(anyTx, ctx, held, answer, {
    source: 'organisation',
    saidOn: civilDateOf(heard.sentAt),
  })
  return { ...about, refusals: refusals.map(({ sentence }) => sentence) }
}

/** An answer that crossed with a cancellation, or is about one that a newer has replaced, changes nothing any more. */
function isOvertaken(state: PrescriptionState, { kind }: Answer): boolean {
  const isEnded = state === 'superseded' || state === 'replaced' || state === 'expired'
  return isEnded || (state === 'cancel-requested' && (kind === 'acknowledged' || kind === 'queried'))
}

/** Takes the step that an answer is, with everything that follows from it. Call `lockHomecare` first. */
export async function keepAnswer(
  anyTx: AnyTx,
  ctx: Context,
  prescription: Prescription,
  answer: Answer,
  how: { readonly source: StepSource; readonly saidOn: CivilDate },
): Promise<readonly Refusal[]> {
  const tx = asTx<SendingWork>(anyTx)
  const { prescriptionId } = prescription
  const reading = await readSigned(tx, ctx, prescriptionId)
  if (answer.kind === 'acknowledged') {
    const unsound = await refuseUnsound(tx, ctx, reading)
    if (unsound.length > 0) return unsound
  }
  const echoed = answer.kind === 'acknowledged' ? answer.digest : undefined
  const outcome = await prescriptionStep(tx, ctx, prescription, EVENT_OF[answer.kind], {
    as: ['company', 'company-pharmacist'],
    ...how,
    known: {
      reason: reasonOf(answer),
      isSignatureVerified: reading.problems.length === 0,
      // Of paper there is no digest: the company says that it has the paper.
      isDigestEchoed: echoed === null ? prescription.leftBy === 'ink' : echoed === prescription.signedDigest,
      hasUndeliveredList: 'undelivered' in answer && answer.undelivered.length > 0,
    },
    also: { answer_by: null, ...(echoed === undefined ? {} : { acknowledged_digest: echoed }) },
  })
  if (outcome.refusals) return outcome.refusals
  for (const reason of [notAnswered, cancelByHand])
    await closeTasksOf(tx, ctx, { reason, key: prescriptionId, outcome: 'answered' })
  if (answer.kind === 'queried') await openQuery(tx, ctx, prescription, answer)
  else await closeQueries(tx, ctx, prescription, answer.kind === 'acknowledged' ? 'accepted' : 'cancel-asked')
  await followUp(tx, ctx, outcome.prescription, answer)
  return []
}

const reasonOf = (answer: Answer): string =>
  answer.kind === 'queried'
    ? answer.words
    : 'undelivered' in answer
      ? `Not delivered: ${answer.undelivered.join(', ') || 'none'}`
      : ''

async function openQuery(
  tx: AnyTx,
  ctx: Context,
  { prescriptionId, patientId, prescriberId }: Prescription,
  { reason, words }: Extract<Answer, { kind: 'queried' }>,
): Promise<void> {
  await openMatter(tx, ctx, {
    kind: 'query',
    patientId,
    prescriptionId,
    rule: COMPANY_QUERY,
    reasonCode: reason,
    words,
  })
  await makeTask(tx, ctx, companyAsks, { accountId: prescriberId }, prescriptionId, patientId)
}

/** Ends every query of the company that is open about a prescription. */
export async function closeQueries(
  tx: AnyTx,
  ctx: Context,
  { prescriptionId }: Pick<Prescription, 'prescriptionId'>,
  code: keyof typeof QUERY_ENDS,
): Promise<void> {
  const matters = await listMattersOf(asTx<SendingWork>(tx), ctx, prescriptionId)
  for (const matter of matters) {
    if (matter.rule === COMPANY_QUERY && matter.closedAt === undefined) await closeMatter(tx, ctx, matter, { code })
  }
  const outcome = code === 'replaced' || code === 'cancel-asked' ? code : 'answered'
  await closeTasksOf(tx, ctx, { reason: companyAsks, key: prescriptionId, outcome })
}

/** Too late to cancel is never silent: someone calls the patient, and someone reports it (hazard H10). */
async function followUp(tx: AnyTx, ctx: Context, prescription: Prescription, answer: Answer): Promise<void> {
  const { prescriptionId, patientId, state } = prescription
  const wanted = followUpsOfPrescription(state)
  if (wanted.length === 0) return
  await openMatter(tx, ctx, {
    kind: 'failure',
    patientId,
    prescriptionId,
    rule: 'cancellation',
    reasonCode: state,
    words: reasonOf(answer),
  })
  const { ownerAccountId } = await getSupplier(asTx<SendingWork>(tx), ctx.tenantId, prescription)
  const owner: Wanted = ownerAccountId === undefined ? { role: 'nurse' } : { accountId: ownerAccountId }
  if (wanted.includes('call-patient')) await makeTask(tx, ctx, callPatient, owner, prescriptionId, patientId)
  if (wanted.includes('report-incident')) {
    await makeTask(tx, ctx, reportIncident, { role: 'pharmacist' }, prescriptionId, patientId)
  }
}

const makeTask = async (
  tx: AnyTx,
  ctx: Context,
  reason: TaskReason,
  owner: Wanted,
  id: string,
  patientId: string,
): Promise<void> => {
  const entity = { type: 'homecare.prescription', id }
  await createTask(tx, ctx, { reason, owner, patientId, entity, key: id })
}
