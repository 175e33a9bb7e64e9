import { command } from '../../../../core/command.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { answerBy } from '../../companies/answer-by.ts'
import { say } from '../../exchange/commands/say.ts'
import { getPrescription } from '../../prescriptions/queries/prescriptions.ts'
import { readSigned } from '../../signing/queries/read-signed.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import { getTherapy } from '../../therapies/queries/therapies.ts'
import { sendPrescriptions } from '../policy.ts'
import { getSupplier, isClinic } from '../queries/parties.ts'
import { introduce } from '../../enrolments/commands/introduce.ts'
import { paperExpected } from '../sayings/prescription-sent.ts'
import { expectSame } from './expect-same.ts'
import type { About, Done, SendingWork } from './order-prescription.ts'
import { isPaperOnly, leave, notARecipient } from './transmit-prescription.ts'

/** Words of a way to send by hand, for the history. */
export const BY_HAND = {
  post: 'By post',
  courier: 'By courier',
  email: 'By secure e-mail',
  portal: 'Their website',
} as const
export type ByHand = keyof typeof BY_HAND

/**
 * Records that a person has sent a prescription: paper signed in ink of a controlled drug, or to a company that does not use
 * Troth. A company that does is told that paper is expected, and nothing of what is on it.
 */
export const recordSentByHand = command<
  SendingWork,
  { readonly prescriptionId: string; readonly version: number; readonly sentOn: CivilDate; readonly how: ByHand },
  About,
  Done
>({
  action: 'homecare.prescription.sent-by-hand',
  policy: sendPrescriptions,
  load: async (tx, { prescriptionId }, ctx) => ({
    isClinic: await isClinic(tx, ctx.tenantId),
    prescription: await getPrescription(tx, ctx.tenantId, prescriptionId),
  }),
  subjects: ({ prescription }) => [prescription.patientId],
  async run(tx, ctx, { prescription: { patientId } }, { prescriptionId, version, sentOn, how }, note) {
    await lockHomecare(tx, ctx, patientId)
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    note.outcome = 'refused'
    const reading = await readSigned(tx, ctx, prescriptionId)
    const { prescription } = reading
    expectSame(prescription, version)
    if (sentOn > ctx.clock.today() || (prescription.signedOn !== undefined && sentOn < prescription.signedOn)) {
      return {
        refusals: [
          { name: 'sent-on', sentence: 'The day it was sent must be between the day it was signed and today' },
        ],
      }
    }
    const isPaper = isPaperOnly(reading)
    const { company } = await getSupplier(tx, ctx.tenantId, prescription)
    if (!isPaper && company.recipientId !== undefined) {
      return { refusals: [{ name: 'sent-by-troth', sentence: 'Troth sends this by itself: there is nothing to post' }] }
    }
    if ((await introduce(tx, ctx, prescription.enrolmentId)) !== 'may-follow') {
      return { refusals: [notARecipient(company.name)] }
    }
    const exit = isPaper && (how === 'post' || how === 'courier') ? 'ink' : how === 'email' ? 'email' : 'pdf'
    const by = answerBy(ctx.clock.now(), company)
    const refusals = await leave(
      tx,
      ctx,
      reading,
      exit,
      { left_by: isPaper ? 'ink' : 'electronic', answer_by: by },
      { known: { reason: BY_HAND[how] }, saidOn: sentOn },
    )
    if (refusals.length > 0) return { refusals }
    note.outcome = 'done'
    if (company.recipientId !== undefined) {
      const { route } = await getTherapy(tx, ctx.tenantId, prescription.therapyId)
      await say(tx, ctx, paperExpected, {
        to: company.recipientId,
        about: prescriptionId,
        patientId,
        after: prescription.enrolmentId,
        body: {
          enrolmentId: prescription.enrolmentId,
          therapyId: prescription.therapyId,
          prescriberId: prescription.prescriberId,
          route,
          postedOn: sentOn,
          answerBy: by.toISOString(),
        },
      })
    }
    return { refusals: [] }
  },
})
