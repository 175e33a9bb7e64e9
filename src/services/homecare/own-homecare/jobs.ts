import { z } from 'zod'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { job } from '../../../core/jobs/job.ts'
import type { HomecareWork } from '../tables.ts'
import { remindOfStockCheck } from './commands/remind-of-stock-check.ts'
import { type ToBeReminded, toBeReminded } from './queries/to-be-reminded.ts'

/** Every morning: a stock check that will soon be needed is brought to mind. */
export const remindOfStockChecks = job({
  name: 'homecare.remind-of-stock-checks',
  says: 'Remind patients of a stock check that is due',
  payload: z.object({}),
  schedule: '30 8 * * *',
  longestSeconds: 3_600,
  async work(ctx, _payload, time) {
    const people = await readInTenant<HomecareWork, readonly ToBeReminded[]>(ctx, (tx) =>
      toBeReminded(tx, ctx.tenantId, ctx.clock.today()),
    )
    for (const { patient_id: patientId, deliver_by: deliverBy } of people) {
      time?.isUp.throwIfAborted()
      await remindOfStockCheck(ctx, { patientId, deliverBy })
    }
  },
})
