import { command } from '../../../../core/command.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { createTask } from '../../../../core/tasks/index.ts'
import type { HomecareWork } from '../../tables.ts'
import { writePrescription } from '../policy.ts'
import { prescriptionPrepared } from '../task-reasons.ts'
import { expectVersion, lockPrescription, type LockedPrescription } from './load-prescription.ts'

export interface HandToPrescriber {
  readonly prescriptionId: string
  readonly version: number
}

/** Whoever prepared a prescription gives it to the prescriber named on it: a task that leads to its last page. */
export const handToPrescriber = command<
  HomecareWork & TenancyTables,
  HandToPrescriber,
  LockedPrescription,
  { readonly prescriptionId: string }
>({
  action: 'homecare.prescription.handed-over',
  policy: writePrescription,
  load: (tx, { prescriptionId }, ctx) => lockPrescription(tx, ctx, prescriptionId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { prescription, patientId }, { prescriptionId, version }, note) {
    note.entity = { type: 'homecare.prescription', id: prescriptionId }
    expectVersion(prescription, version)
    await createTask(tx, ctx, {
      reason: prescriptionPrepared,
      owner: { accountId: prescription.prescriberId },
      patientId,
      entity: { type: 'homecare.prescription', id: prescriptionId },
      key: prescriptionId,
    })
    return { prescriptionId }
  },
})
