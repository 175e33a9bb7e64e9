import { command } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import type { AnyTx } from '../../../../core/database/any-transaction.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { ownFingerprints, withdrawalsStatement } from '../../../../core/identity/signatures/index.ts'
import { getPatient } from '../../../../core/patients/index.ts'
import { closeTasksOf, createTask, type TaskReason } from '../../../../core/tasks/index.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import { answerBy } from '../../companies/answer-by.ts'
import { introduce } from '../../enrolments/commands/introduce.ts'
import { say } from '../../exchange/commands/say.ts'
import { prescriptionStep, type StepHow } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { type Exit, isPaperOnlySchedule, refuseExit } from '../../prescriptions/route.ts'
import { storedText } from '../../prescriptions/stored-content.ts'
import { refuseDispensing } from '../../prescriptions/validity.ts'
import { refuseUnsound } from '../../signing/commands/report-signature.ts'
import { readSigned, type SignedReading } from '../../signing/queries/read-signed.ts'
import { scheduleOfContent } from '../../signing/row-matches.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { getTherapy } from '../../therapies/queries/therapies.ts'
import { transmitPrescriptions } from '../policy.ts'
import { getSupplier } from '../queries/parties.ts'
import { prescriptionSent } from '../sayings/prescription-sent.ts'
import { notSent, sendByHand } from '../task-reasons.ts'
import type { SendingWork } from './order-prescription.ts'

/** Sent; waiting for a person to send it by hand; not possible; or done before, by another run of the job. */
export type Transmitted = 'sent' | 'by-hand' | 'refused' | 'done-before'

/**
 * Sends what was ordered. The step and what is said are one transaction: killed at any moment, it is sent once. What may leave
 * on paper alone, and what goes to a company that does not use Troth, waits for a person with a task.
 */
export const transmitPrescription = command<
  SendingWork,
  { readonly prescriptionId: string },
  Prescription,
  Transmitted
>({
  action: 'homecare.prescription.transmitted',
  policy: transmitPrescriptions,
  load: (tx, { prescriptionId }, ctx) => getPrescription(tx, ctx.tenantId, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId }, { prescriptionId }, note) {
    await lockHomecare(tx, ctx, patientId)
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    const reading = await readSigned(tx, ctx, prescriptionId)
    if (reading.prescription.state !== 'ordered') return 'done-before'
    const { company, deliveryAddress } = await getSupplier(tx, ctx.tenantId, reading.prescription)
    if (isPaperOnly(reading) || company.recipientId === undefined) {
      await askSomeone(tx, ctx, sendByHand, reading.prescription)
      return 'by-hand'
    }
    const known = await introduce(tx, ctx, reading.prescription.enrolmentId)
    const refusals =
      known === 'may-follow'
        ? await leave(tx, ctx, reading, 'disclosure', {
            left_by: 'electronic',
            answer_by: answerBy(ctx.clock.now(), company),
          })
        : [notARecipient(company.name)]
    if (refusals.length > 0) {
      note.outcome = 'refused'
      await askSomeone(tx, ctx, notSent, reading.prescription, refusals.map(({ sentence }) => sentence).join('. '))
      return 'refused'
    }
    const body = await bodyOf(tx, ctx, reading, deliveryAddress)
    const after = reading.prescription.enrolmentId
    await say(tx, ctx, prescriptionSent, { to: company.recipientId, about: prescriptionId, patientId, body, after })
    return 'sent'
  },
})

/** What an administrator must put right before a registration that was brought in can be told of. */
export const notARecipient = (company: string): Refusal => ({
  name: 'not-a-recipient',
  sentence: `Your organisation may not send registrations to ${company} yet: ask an administrator to enter it on the register of who you may send to`,
})

/** Whether anything in it may leave on paper alone, by the row or by what was signed. What cannot be read is. */
export const isPaperOnly = ({ prescription, written }: Pick<SignedReading, 'prescription' | 'written'>): boolean =>
  written === undefined || [prescription.schedule, scheduleOfContent(written.content)].some(isPaperOnlySchedule)

/** Takes the step with which a prescription leaves by an exit. Refuses what may not leave that way, or is not sound. */
export async function leave(
  tx: Tx<SendingWork>,
  ctx: Context,
  reading: SignedReading,
  exit: Exit,
  also: NonNullable<StepHow['also']>,
  how: Pick<StepHow, 'known' | 'saidOn'> = {},
): Promise<readonly Refusal[]> {
  const unsound = await refuseUnsound(tx, ctx, reading)
  const { prescription, written, verdict } = reading
  if (unsound.length > 0 || written === undefined || verdict?.signedAt === undefined) return unsound
  const schedule = scheduleOfContent(written.content)
  const validity = refuseDispensing(
    {
      signedAt: verdict.signedAt,
      notBefore: written.content.notBefore,
      schedule,
      occasions: written.content.deliveries,
      ceilingMonths: undefined,
    },
    ctx.clock.now(),
    0,
  )
  const outcome = await prescriptionStep(tx, ctx, prescription, 'transmit', {
    as: ['system'],
    ...how,
    known: {
      isSignatureVerified: true,
      routeRefusals: [schedule, prescription.schedule].flatMap((one) => refuseExit(one, exit) ?? []),
      // Sent early, it waits with the company for its day.
      validityRefusals: validity.filter(({ name }) => name !== 'not-before'),
      ...how.known,
    },
    also,
  })
  if (outcome.refusals) return outcome.refusals
  for (const reason of [sendByHand, notSent])
    await closeTasksOf(tx, ctx, {
      reason,
      key: prescription.prescriptionId,
      outcome: reason === sendByHand ? 'sent' : 'put-right',
    })
  return []
}

async function bodyOf(tx: Tx<SendingWork>, ctx: Context, reading: SignedReading, deliveryAddress: unknown) {
  const prescription = await getPrescription(tx, ctx.tenantId, reading.prescription.prescriptionId)
  const { document, written } = reading
  if (!document || !written) throw new Error('Only what was verified is sent')
  const therapy = await getTherapy(tx, ctx.tenantId, prescription.therapyId)
  const { sensitive } = await getPatient(tx, ctx, prescription.patientId)
  const { vtmId, route, medicine, isBiologic, indication } = therapy
  return {
    enrolmentId: prescription.enrolmentId,
    therapyId: prescription.therapyId,
    replacesId: prescription.replacesId ?? null,
    prescriberId: prescription.prescriberId,
    written: storedText({ draft: {}, written }),
    signed: document,
    authorities: await ownFingerprints(tx, ctx),
    withdrawals: (await withdrawalsStatement(tx, ctx, document.signature.authority)) ?? null,
    therapy: { vtmId, route, medicine, isBiologic, indication: indication ?? null },
    orderReference: prescription.orderReference ?? '',
    lastDay: prescription.lastDay ?? '',
    answerBy: (prescription.answerBy ?? ctx.clock.now()).toISOString(),
    deliveryAddress: sensitive || deliveryAddress === undefined ? null : (deliveryAddress as never),
  }
}

const askSomeone = async (
  tx: AnyTx,
  ctx: Context,
  reason: TaskReason,
  { prescriptionId, patientId }: Prescription,
  note?: string,
): Promise<void> => {
  const entity = { type: 'homecare.prescription', id: prescriptionId }
  await createTask(tx, ctx, { reason, owner: { role: 'pharmacist' }, patientId, entity, key: prescriptionId, note })
}
