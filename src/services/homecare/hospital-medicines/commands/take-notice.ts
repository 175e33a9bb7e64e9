import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { closeTasksOf, createTask } from '../../../../core/tasks/index.ts'
import type { Heard, Taken } from '../../exchange/commands/saying.ts'
import type { HospitalMedicineNotice } from '../notice.ts'
import type { HospitalMedicineTables } from '../tables.ts'
import { enterEnd, enterMedicine } from '../task-reasons.ts'

/** At the GP practice: a row on the patient's record, and a task to enter it where the practice prescribes. */
export async function takeNotice(
  anyTx: AnyTx,
  ctx: Context,
  { what, on, medicine, hospital }: HospitalMedicineNotice,
  heard: Heard,
  patientId: string,
): Promise<Taken> {
  const tx = asTx<HospitalMedicineTables>(anyTx)
  const now = ctx.clock.now()
  const before = await tx
    .selectFrom('homecare.hospital_medicine')
    .select(['counterpart_tenant_id', 'patient_id', 'started_on', 'entered_at'])
    .where('tenant_id', '=', ctx.tenantId)
    .where('therapy_id', '=', heard.about)
    .executeTakeFirst()
  if (before && before.counterpart_tenant_id !== heard.from.tenantId) {
    return { subjects: [], refusals: ['Another organisation told us of this treatment'] }
  }
  const ownId = before?.patient_id ?? patientId
  const values = {
    medicine,
    hospital: hospital.name,
    hospital_telephone: hospital.telephone ?? null,
    started_on: what === 'started' ? on : (before?.started_on ?? on),
    stopped_on: what === 'stopped' ? on : null,
    told_at: now,
    entered_at: null,
    entered_by: null,
  }
  await tx
    .insertInto('homecare.hospital_medicine')
    .values({
      tenant_id: ctx.tenantId,
      therapy_id: heard.about,
      counterpart_tenant_id: heard.from.tenantId,
      patient_id: ownId,
      ...values,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'therapy_id'])
        .doUpdateSet((row) => ({ ...values, version: row('homecare.hospital_medicine.version', '+', 1) })),
    )
    .execute()
  const [wanted, other] = what === 'started' ? [enterMedicine, enterEnd] : [enterEnd, enterMedicine]
  await closeTasksOf(tx, ctx, { reason: other, key: heard.about, outcome: 'was-there' })
  await createTask(tx, ctx, {
    reason: wanted,
    owner: { role: 'receptionist' },
    patientId: ownId,
    entity: { type: 'homecare.hospital-medicine', id: heard.about },
    key: heard.about,
  })
  return { subjects: [ownId], patientId: ownId }
}
