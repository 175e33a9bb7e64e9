import { z } from 'zod'
import { readInTenant } from '../database/in-tenant.ts'
import { job } from '../jobs/job.ts'
import { passUpTasks } from './commands/pass-up-tasks.ts'
import type { TaskTables } from './tables.ts'

/** Every minute: passes up the tasks whose time has come. An organisation with none costs one indexed read. */
export const passUpTasksJob = job({
  name: 'core.pass-up-tasks',
  says: 'Pass up tasks that were not finished in time',
  payload: z.object({}),
  schedule: '* * * * *',
  async work(ctx, _payload, time) {
    const isAnyDue = () =>
      readInTenant<TaskTables, boolean>(ctx, async (tx) => {
        const row = await tx
          .selectFrom('core.task')
          .select('task_id')
          .where('tenant_id', '=', ctx.tenantId)
          .where('closed_at', 'is', null)
          .where('next_escalation_at', '<=', ctx.clock.now())
          .limit(1)
          .executeTakeFirst()
        return row !== undefined
      })
    while (await isAnyDue()) {
      time?.isUp.throwIfAborted()
      // Others may hold what is due: they pass it up, and this run is done.
      if ((await passUpTasks(ctx, {})) === 0) return
    }
  },
})
