import type { Reader } from '../../../../core/database/transaction.ts'
import { closeTasksOf } from '../../../../core/tasks/index.ts'
import { prescriptionWanted } from '../../enrolments/task-reasons.ts'
import { listen, onPrescriptionStep } from '../../prescriptions/commands/announce.ts'
import type { HomecareTables } from '../../tables.ts'

/** A prescription stands in Troth once it is signed and screened: one that is being written can still be discarded. */
onPrescriptionStep(['sign', 'screen'], async (tx, ctx, { prescription: { enrolmentId: key }, to }) => {
  if (to !== 'signed') return
  await closeTasksOf(tx, ctx, { reason: prescriptionWanted, key, outcome: 'written' })
})

/** No prescription is wanted any more for a treatment that has stopped. Registrations close their own tasks when they end. */
listen('therapy-moved', async (tx, ctx, { therapyId, event }) => {
  if (event !== 'stop') return
  const rows = await (tx as unknown as Reader<HomecareTables>)
    .selectFrom('homecare.therapy as therapy')
    .innerJoin('homecare.enrolment as enrolment', (join) =>
      join
        .onRef('enrolment.tenant_id', '=', 'therapy.tenant_id')
        .onRef('enrolment.patient_id', '=', 'therapy.patient_id')
        .onRef('enrolment.vtm_id', '=', 'therapy.vtm_id'),
    )
    .select('enrolment.enrolment_id as key')
    .where('therapy.tenant_id', '=', ctx.tenantId)
    .where('therapy.therapy_id', '=', therapyId)
    .execute()
  for (const { key } of rows) await closeTasksOf(tx, ctx, { reason: prescriptionWanted, key, outcome: 'ended' })
})
