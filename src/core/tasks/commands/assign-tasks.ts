import { commandMany } from '../../command-many.ts'
import type { Tx } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { workOnTask } from '../policy.ts'
import { concerns } from '../queries/involvement.ts'
import { expectVersion, storedTasks } from '../queries/stored-task.ts'
import type { TaskWriting } from '../tables.ts'
import { giveTask, resolveOwner, type Assigned, type AssignRefusal, type NewOwner } from './assign-task.ts'
import type { OfTask, TaskSubject } from './task-command.ts'

/**
 * Gives up to 500 tasks to one owner, with a line of history and an audit event each. One task that the person may not
 * change refuses them all; finished ones are left as they are and say so.
 */
export const assignTasks = commandMany<
  TaskWriting,
  OfTask & { readonly to: NewOwner },
  TaskSubject,
  Assigned | AssignRefusal
>({
  action: 'task.assigned',
  policy: workOnTask,
  async load(anyTx, inputs, ctx) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    // Held in one order, so that two people who move the same tasks wait for one another and do not lock each other out.
    const ids = [...new Set(inputs.map(({ taskId }) => taskId))].sort()
    const rows = await storedTasks(tx, ctx.tenantId)
      .where('task_id', 'in', ids)
      .orderBy('task_id')
      .forUpdate()
      .execute()
    const isTheirs = await concerns(tx, ctx, rows)
    const found = new Map(rows.map((task) => [task.taskId, { ...task, concernsThem: isTheirs(task) }]))
    return inputs.map(({ taskId }) => {
      const task = found.get(taskId)
      if (!task) throw new NotFoundError('Task')
      return task
    })
  },
  subjects: ({ patientId }) => (patientId === null ? [] : [patientId]),
  async run(anyTx, ctx, tasks, inputs) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    const owners = new Map<string, Assigned | AssignRefusal>()
    const results = []
    for (const [index, task] of tasks.entries()) {
      const { to, version } = inputs[index]!
      expectVersion(task, version)
      const key = JSON.stringify(to)
      const owner = owners.get(key) ?? (await resolveOwner(tx, ctx, to))
      owners.set(key, owner)
      const output = typeof owner === 'string' ? owner : await giveTask(tx, ctx, task, owner)
      results.push({
        output,
        note: {
          outcome: typeof output === 'string' ? ('refused' as const) : ('done' as const),
          entity: { type: 'core.task', id: task.taskId },
          subjects: task.patientId === null ? [] : [task.patientId],
        },
      })
    }
    return results
  },
})
