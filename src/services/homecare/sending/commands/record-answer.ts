import { command } from '../../../../core/command.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { getPrescription } from '../../prescriptions/queries/prescriptions.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { StepSource } from '../../steps/step.ts'
import type { Answer } from '../answer.ts'
import { sendPrescriptions } from '../policy.ts'
import { getSupplier, isClinic } from '../queries/parties.ts'
import type { GivenAnswer } from './answer-prescription.ts'
import { expectSame } from './expect-same.ts'
import type { About, Done, SendingWork } from './order-prescription.ts'
import { keepAnswer } from './take-answer.ts'

/** An answer as it was heard, on which day, and how. `isReadBack`: they read it back and it is what was signed. */
export interface HeardAnswer {
  readonly prescriptionId: string
  readonly version: number
  readonly answer: GivenAnswer
  readonly isReadBack: boolean
  readonly source: StepSource
  readonly saidOn: CivilDate
}

/** Records what a company that does not use Troth says of a prescription, on its behalf, with source and day. */
export const recordAnswer = command<SendingWork, HeardAnswer, About, Done>({
  action: 'homecare.prescription.answer-recorded',
  policy: sendPrescriptions,
  load: async (tx, { prescriptionId }, ctx) => ({
    isClinic: await isClinic(tx, ctx.tenantId),
    prescription: await getPrescription(tx, ctx.tenantId, prescriptionId),
  }),
  subjects: ({ prescription }) => [prescription.patientId],
  async run(tx, ctx, { prescription: { patientId } }, heard, note) {
    await lockHomecare(tx, ctx, patientId)
    const { prescriptionId, answer, saidOn, source } = heard
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    note.outcome = 'refused'
    const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
    expectSame(prescription, heard.version)
    const { company } = await getSupplier(tx, ctx.tenantId, prescription)
    if (company.recipientId !== undefined) {
      return { refusals: [{ name: 'on-troth', sentence: 'This company uses Troth: it answers there itself' }] }
    }
    if (saidOn > ctx.clock.today()) {
      return { refusals: [{ name: 'said-on', sentence: 'The day they said so must be today or in the past' }] }
    }
    const digest = heard.isReadBack ? (prescription.signedDigest ?? '') : ''
    const full: Answer = answer.kind === 'acknowledged' ? { kind: 'acknowledged', digest } : answer
    const refusals = await keepAnswer(tx, ctx, prescription, full, { source, saidOn })
    if (refusals.length === 0) note.outcome = 'done'
    note.values = { answer: full.kind, source, saidOn }
    return { refusals }
  },
})
