import { z } from 'zod'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { job } from '../../../core/jobs/job.ts'
import type { HomecareWork } from '../tables.ts'
import { expirePrescription, markQuiet } from './commands/pass-time.ts'
import { transmitPrescription } from './commands/transmit-prescription.ts'
import { listPastLastDay, listUnanswered } from './queries/due.ts'
import { TRANSMIT } from './transmit-job.ts'

/** Sends what was ordered, right after. Run twice, it sends once. */
export const transmitJob = job({
  name: TRANSMIT.name,
  says: 'Send a prescription to the homecare company',
  payload: z.object({ prescriptionId: z.uuid() }),
  async work(ctx, { prescriptionId }) {
    await transmitPrescription(ctx, { prescriptionId })
  },
})

/** Every quarter of an hour: answers that have not come become somebody's task. */
export const chaseAnswersJob = job({
  name: 'homecare.chase-prescriptions',
  says: 'Look for prescriptions that no company has answered',
  payload: z.object({}),
  schedule: '*/15 * * * *',
  async work(ctx, _payload, time) {
    const ids = await readInTenant<HomecareWork, readonly string[]>(ctx, (tx) =>
      listUnanswered(tx, ctx.tenantId, ctx.clock.now()),
    )
    for (const prescriptionId of ids) {
      time?.isUp.throwIfAborted()
      await markQuiet(ctx, { prescriptionId })
    }
  },
})

/** Every night: what nothing may be supplied from any more ends. */
export const expireJob = job({
  name: 'homecare.expire-prescriptions',
  says: 'End prescriptions that have expired',
  payload: z.object({}),
  schedule: '10 0 * * *',
  async work(ctx, _payload, time) {
    const ids = await readInTenant<HomecareWork, readonly string[]>(ctx, (tx) =>
      listPastLastDay(tx, ctx.tenantId, ctx.clock.today()),
    )
    for (const prescriptionId of ids) {
      time?.isUp.throwIfAborted()
      await expirePrescription(ctx, { prescriptionId })
    }
  },
})
