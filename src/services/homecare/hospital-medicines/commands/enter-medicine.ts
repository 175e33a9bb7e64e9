import { command } from '../../../../core/command.ts'
import { ConflictError } from '../../../../core/errors.ts'
import { getPatient, type PatientTables } from '../../../../core/patients/index.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { enterHospitalMedicine, type HospitalMedicineSubject } from '../policy.ts'
import { getHospitalMedicine, type HospitalMedicine } from '../queries/hospital-medicines.ts'
import type { HospitalMedicineTables } from '../tables.ts'
import { enterEnd, enterMedicine as toEnter } from '../task-reasons.ts'

type Tables = HospitalMedicineTables & PatientTables & TenancyTables

/** Someone at the practice has entered it, or its end, where the practice prescribes. */
export const enterMedicine = command<
  Tables,
  { readonly therapyId: string; readonly version: number },
  HospitalMedicineSubject & { readonly medicine: HospitalMedicine },
  'done' | 'already-entered'
>({
  action: 'homecare.hospital-medicine.entered',
  policy: enterHospitalMedicine,
  async load(tx, { therapyId }, ctx) {
    const medicine = await getHospitalMedicine(tx as never, ctx.tenantId, therapyId)
    const { patientId, sensitive } = await getPatient(tx as never, ctx, medicine.patientId)
    return { patientId, sensitive, kind: (await getOrganisation(tx as never, ctx.tenantId)).kind, medicine }
  },
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { medicine }, { therapyId, version }, note) {
    note.entity = { type: 'homecare.hospital-medicine', id: therapyId }
    if (medicine.version !== version) throw new ConflictError('The hospital has told us something new')
    if (medicine.enteredAt) {
      note.outcome = 'refused'
      return 'already-entered'
    }
    await tx
      .updateTable('homecare.hospital_medicine')
      .set((row) => ({ entered_at: ctx.clock.now(), entered_by: ctx.actor.id, version: row('version', '+', 1) }))
      .where('tenant_id', '=', ctx.tenantId)
      .where('therapy_id', '=', therapyId)
      .where('version', '=', version)
      .execute()
    for (const reason of [toEnter, enterEnd])
      await closeTasksOf(tx, ctx, { reason, key: therapyId, outcome: 'entered' })
    return 'done'
  },
})
