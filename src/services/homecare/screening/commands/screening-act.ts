import { command, type AuditNote } from '../../../../core/command.ts'
import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import type { SignatureTables } from '../../../../core/identity/signatures/index.ts'
import type { Policy } from '../../../../core/policy/policy.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { CoreTables } from '../../../../core/command.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { expectSame } from '../../sending/commands/expect-same.ts'
import { isClinic } from '../../sending/queries/parties.ts'
import type { InOrganisation } from '../../signing/policy.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { ScreeningTables } from '../queries/screening-case.ts'

export type Work = ScreeningTables & SignatureTables & CoreTables
/** Nothing when it was done; else everything that stands in the way. */
export type Answer = { readonly refusals: readonly Refusal[] }
export interface Which {
  readonly prescriptionId: string
  readonly version: number
}
interface Subject extends InOrganisation {
  readonly prescription: Prescription
}

/** An act of clinical screening: on the prescription as the person saw it, one after the other for each patient. */
export function screeningAct<Input extends Which>(
  action: string,
  policy: Policy<InOrganisation>,
  run: (tx: Tx<Work>, ctx: Context, prescription: Prescription, input: Input, note: AuditNote) => Promise<Answer>,
) {
  return command<Work, Input, Subject, Answer>({
    action,
    policy: policy as Policy<Subject>,
    load: async (tx, { prescriptionId }, ctx) => ({
      isClinic: await isClinic(tx, ctx.tenantId),
      prescription: await getPrescription(tx, ctx.tenantId, prescriptionId),
    }),
    subjects: ({ prescription }) => [prescription.patientId],
    async run(tx, ctx, { prescription: { patientId } }, input, note) {
      await lockHomecare(tx, ctx, patientId)
      note.entity = { type: 'homecare.prescription', id: input.prescriptionId }
      const prescription = await getPrescription(tx, ctx.tenantId, input.prescriptionId)
      expectSame(prescription, input.version)
      const answer = await run(tx as Tx<Work>, ctx, prescription, input, note)
      if (answer.refusals.length > 0) note.outcome = 'refused'
      return answer
    },
  })
}
