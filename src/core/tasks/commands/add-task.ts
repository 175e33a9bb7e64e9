import { command } from '../../command.ts'
import type { Tx } from '../../database/transaction.ts'
import { BadRequestError } from '../../errors.ts'
import type { Priority } from '../priority.ts'
import { makeTask } from '../policy.ts'
import { findReason } from '../reason.ts'
import type { TaskWriting } from '../tables.ts'
import { holdOpenTeams } from '../queries/teams.ts'
import { createTask, type TaskMade, type Wanted } from './make-tasks.ts'

export interface AddTask {
  /** Code of a reason that people may choose by hand. */
  readonly reason: string
  readonly owner: Wanted
  readonly patientId?: string | undefined
  readonly priority?: Priority | undefined
  readonly dueAt?: Date | undefined
  readonly note?: string | undefined
}

/** A task that a person makes by hand. */
export const addTask = command<TaskWriting, AddTask, { readonly patientId: string | null }, TaskMade | 'team-closed'>({
  action: 'task.added',
  policy: makeTask,
  load: (_tx, { patientId = null }) => Promise.resolve({ patientId }),
  subjects: (_subject, { patientId }) => (patientId === undefined ? [] : [patientId]),
  async run(anyTx, ctx, _subject, { reason: code, ...task }, note) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    const reason = findReason(code)
    if (!reason?.byHand) throw new BadRequestError('Select what the task is about', 'reason')
    const teamId = 'teamId' in task.owner ? task.owner.teamId : undefined
    if (teamId !== undefined && !(await holdOpenTeams(tx, ctx.tenantId, [teamId])).has(teamId)) {
      note.outcome = 'refused'
      return 'team-closed'
    }
    const made = await createTask(tx, ctx, { ...task, reason })
    note.entity = { type: 'core.task', id: made.taskId }
    return made
  },
})
