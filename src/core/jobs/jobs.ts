import { z } from 'zod'
import { readInTenant } from '../database/in-tenant.ts'
import type { TaskTables } from '../tasks/tables.ts'
import { LATE_KEY, watchTimetables } from './commands/watch-timetables.ts'
import { job } from './job.ts'
import { listTimetables } from './queries.ts'
import { timetableLate } from './task-reasons.ts'
import type { TimetableTables } from './tables.ts'

/** How long an administrator who has finished the task is not told of what is still late, in milliseconds: a day. */
const QUIET_MS = 86_400_000

/** Every five minutes: looks whether the other timetables are kept. Changes nothing while what is known has not changed. */
export const watchTimetablesJob = job({
  name: 'core.watch-timetables',
  says: 'See that work on a timetable is done on time',
  payload: z.object({}),
  schedule: '*/5 * * * *',
  async work(ctx) {
    const isNews = await readInTenant<TimetableTables & TaskTables, boolean>(ctx, async (tx) => {
      const isLate = (await listTimetables(tx)).some(({ state }) => state === 'late')
      const told = tx
        .selectFrom('core.task')
        .select('task_id')
        .where('tenant_id', '=', ctx.tenantId)
        .where('reason', '=', timetableLate.code)
        .limit(1)
      const open = await told.where('key', '=', LATE_KEY).where('closed_at', 'is', null).executeTakeFirst()
      if (!isLate || open) return !isLate && open !== undefined
      const since = new Date(ctx.clock.now().getTime() - QUIET_MS)
      return (await told.where('closed_at', '>', since).executeTakeFirst()) === undefined
    })
    if (isNews) await watchTimetables(ctx, {})
  },
})
