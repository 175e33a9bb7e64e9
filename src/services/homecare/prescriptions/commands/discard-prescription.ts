import { command } from '../../../../core/command.ts'
import type { MedicineTables } from '../../../../core/medicines/index.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import type { Refusal } from '../../../../core/values/refusal.ts'
import type { HomecareWork } from '../../tables.ts'
import { writePrescription } from '../policy.ts'
import { prescriptionPrepared } from '../task-reasons.ts'
import { expectVersion, lockPrescription, type LockedPrescription } from './load-prescription.ts'
import { prescriptionStep } from './prescription-step.ts'

export interface DiscardPrescription {
  readonly prescriptionId: string
  readonly version: number
  readonly reason: string
}
export type DiscardAnswer = { readonly patientId: string } | { readonly refused: readonly Refusal[] }

/** Puts away what is not signed, for a reason. It stays in the history. */
export const discardPrescription = command<
  HomecareWork & TenancyTables & MedicineTables,
  DiscardPrescription,
  LockedPrescription,
  DiscardAnswer
>({
  action: 'homecare.prescription.discarded',
  policy: writePrescription,
  load: (tx, { prescriptionId }, ctx) => lockPrescription(tx, ctx, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { prescription, patientId }, { version, reason }, note) {
    note.entity = { type: 'homecare.prescription', id: prescription.prescriptionId }
    expectVersion(prescription, version)
    const taken = await prescriptionStep(tx, ctx, prescription, 'discard', { known: { reason } })
    if (taken.refusals) {
      note.outcome = 'refused'
      return { refused: taken.refusals }
    }
    const key = prescription.prescriptionId
    await closeTasksOf(tx, ctx, { reason: prescriptionPrepared, key, outcome: 'discarded' })
    return { patientId }
  },
})
