import { command } from '../../command.ts'
import { closeTasksOf, createTask } from '../../tasks/index.ts'
import type { TaskTables } from '../../tasks/tables.ts'
import { watchTimetables as policy } from '../policy.ts'
import { listTimetables } from '../queries.ts'
import { timetableLate } from '../task-reasons.ts'
import type { TimetableTables } from '../tables.ts'

/** While one is open there is no second. */
export const LATE_KEY = 'late'

/** Gives the administrators a task while a timetable is late, and finishes it once all are on time again. */
export const watchTimetables = command<TimetableTables & TaskTables, object, readonly string[], undefined>({
  action: 'core.timetable.watched',
  policy,
  load: async (tx) => (await listTimetables(tx)).filter(({ state }) => state === 'late').map(({ name }) => name),
  subjects: () => [],
  async run(tx, ctx, late, _input, note) {
    note.values = { late: [...late] }
    if (late.length === 0) {
      await closeTasksOf(tx, ctx, { reason: timetableLate, key: LATE_KEY, outcome: 'on-time-again' })
      return undefined
    }
    await createTask(tx, ctx, {
      reason: timetableLate,
      owner: { role: 'administrator' },
      entity: { type: 'core.timetable', id: ctx.tenantId },
      key: LATE_KEY,
    })
    return undefined
  },
})
