import { z } from 'zod'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { job } from '../../../core/jobs/job.ts'
import { passDay } from './commands/pass-day.ts'
import { type DayTables, listForToday } from './queries/due-today.ts'

const ROUND = 200

/** Every night: deliveries come due, those put off come back, and a person is told of those that were not booked, or did not come, in time. */
export const passDeliveryDays = job({
  name: 'homecare.pass-delivery-days',
  says: 'Mark deliveries as due, and tell a person of those not booked or not come in time',
  payload: z.object({}),
  schedule: '10 1 * * *',
  async work(ctx, _payload, time) {
    let after: string | undefined
    for (;;) {
      time?.isUp.throwIfAborted()
      const ids = await readInTenant<DayTables, readonly string[]>(ctx, (tx) =>
        listForToday(tx, ctx.tenantId, ctx.clock.now(), after, ROUND),
      )
      for (const deliveryId of ids) await passDay(ctx, { deliveryId })
      after = ids.at(-1)
      if (ids.length < ROUND) return
    }
  },
})
