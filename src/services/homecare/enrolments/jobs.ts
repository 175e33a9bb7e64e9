import { z } from 'zod'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { job } from '../../../core/jobs/job.ts'
import { watchRegistration } from './commands/watch-registrations.ts'
import { whoseTimeHasCome } from './queries/time-has-come.ts'
import type { EnrolmentTables } from './tables.ts'

/** Every quarter of an hour: companies that have not answered in time, and suspensions to be looked at again. */
export const watchRegistrationsJob = job({
  name: 'homecare.watch-registrations',
  says: 'Look for homecare companies that have not answered',
  payload: z.object({}),
  schedule: '*/15 * * * *',
  async work(ctx, _payload, time) {
    const due = await readInTenant<EnrolmentTables, readonly string[]>(ctx, (tx) => whoseTimeHasCome(tx, ctx))
    for (const enrolmentId of due) {
      time?.isUp.throwIfAborted()
      await watchRegistration(ctx, { enrolmentId })
    }
  },
})
