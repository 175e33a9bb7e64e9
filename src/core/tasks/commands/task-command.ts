import { command, type AuditNote, type Command } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { concerns } from '../queries/involvement.ts'
import { expectVersion, lockTask, type StoredTask } from '../queries/stored-task.ts'
import { workOnTask } from '../policy.ts'
import type { TaskInQuestion } from '../question.ts'
import type { TaskWriting } from '../tables.ts'

export type TaskSubject = StoredTask & TaskInQuestion

/** Which task, and the version that the person was looking at. */
export interface OfTask {
  readonly taskId: string
  readonly version?: number | undefined
}

/** The task, held, with whether it concerns the person who acts. */
export async function loadTask(tx: Tx<TaskWriting>, ctx: Context, taskId: string): Promise<TaskSubject> {
  const task = await lockTask(tx, ctx.tenantId, taskId)
  const isTheirs = await concerns(tx, ctx, [task])
  return { ...task, concernsThem: isTheirs(task) }
}

/** A change to one task. The work answers with a refusal (a word) or with what it did (an object). */
export function taskCommand<Input extends OfTask, Answer>(spec: {
  readonly action: string
  readonly run: (tx: Tx<TaskWriting>, ctx: Context, task: TaskSubject, input: Input) => Promise<Answer>
}): Command<Input, Answer> {
  return command<TaskWriting, Input, TaskSubject, Answer>({
    action: spec.action,
    policy: workOnTask,
    load: (tx, { taskId }, ctx) => loadTask(tx as unknown as Tx<TaskWriting>, ctx, taskId),
    subjects: ({ patientId }) => (patientId === null ? [] : [patientId]),
    async run(tx, ctx, task, input, note: AuditNote) {
      expectVersion(task, input.version)
      note.entity = { type: 'core.task', id: task.taskId }
      const answer = await spec.run(tx as unknown as Tx<TaskWriting>, ctx, task, input)
      if (typeof answer === 'string') note.outcome = 'refused'
      return answer
    },
  })
}
