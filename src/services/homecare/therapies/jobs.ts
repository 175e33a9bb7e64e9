import { z } from 'zod'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { job } from '../../../core/jobs/job.ts'
import { settleTherapy } from './commands/settle-therapy.ts'
import { listLoadedTherapies } from './queries/loaded-therapies.ts'
import type { TherapyTables } from './tables.ts'

/** Every night: treatments whose loading doses are over go on to the usual dose. */
export const settleTherapies = job({
  name: 'homecare.settle-treatments',
  says: 'Go on to the usual dose after loading doses',
  payload: z.object({}),
  schedule: '20 2 * * *',
  async work(ctx, _payload, time) {
    const therapyIds = await readInTenant<TherapyTables, readonly string[]>(ctx, (tx) =>
      listLoadedTherapies(tx, ctx.tenantId, ctx.clock.today()),
    )
    for (const therapyId of therapyIds) {
      time?.isUp.throwIfAborted()
      await settleTherapy(ctx, { therapyId })
    }
  },
})
