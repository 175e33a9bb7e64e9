import { z } from 'zod'
import { readInTenant } from '../../../core/database/in-tenant.ts'
import { job } from '../../../core/jobs/job.ts'
import { watchMessage } from './commands/watch-message.ts'
import { tooLongSince } from './message.ts'
import { waitingSince } from './queries/waiting-since.ts'
import type { ExchangeTables } from './tables.ts'

/** Every hour: what was heard and waits for something that has not arrived becomes somebody’s task. */
export const watchMessagesJob = job({
  name: 'homecare.watch-messages',
  says: 'Look for messages that wait for one that has not arrived',
  payload: z.object({}),
  schedule: '35 * * * *',
  async work(ctx, _payload, time) {
    const ids = await readInTenant<ExchangeTables, readonly string[]>(ctx, (tx) =>
      waitingSince(tx, ctx.tenantId, tooLongSince(ctx.clock.now())),
    )
    for (const messageId of ids) {
      time?.isUp.throwIfAborted()
      await watchMessage(ctx, { messageId })
    }
  },
})
