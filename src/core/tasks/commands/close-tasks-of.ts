import { recordMany } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import { storedTasks } from '../queries/stored-task.ts'
import { outcomeProblems, type TaskReason } from '../reason.ts'
import type { TaskWriting } from '../tables.ts'
import { appendEvent } from './append-event.ts'

export type WhichTasks = { readonly key: string } | { readonly entity: { readonly type: string; readonly id: string } }

/**
 * Closes, in the caller's transaction, the open tasks of a reason whose fact has resolved itself: the delivery came, the
 * result arrived. Returns their identifiers; none when nothing was open.
 */
export async function closeTasksOf(
  anyTx: AnyTx,
  ctx: Context,
  close: WhichTasks & { readonly reason: TaskReason; readonly outcome: string; readonly note?: string },
): Promise<readonly string[]> {
  const problems = outcomeProblems(close.reason.code, close.outcome, close.note)
  if (problems.outcome || problems.note) throw new Error(`${close.reason.code} cannot end as ${close.outcome}`)
  const tx = asTx<TaskWriting>(anyTx)
  const open = storedTasks(tx, ctx.tenantId).where('reason', '=', close.reason.code).where('closed_at', 'is', null)
  const tasks = await (
    'key' in close
      ? open.where('key', '=', close.key)
      : open.where('entity_type', '=', close.entity.type).where('entity_id', '=', close.entity.id)
  )
    .orderBy('task_id')
    .limit(500)
    .forUpdate()
    .execute()
  for (const task of tasks) {
    await appendEvent(tx, ctx, task, { kind: 'closed', outcome: close.outcome, note: close.note })
  }
  await recordMany(
    tx as never,
    ctx,
    tasks.map(({ taskId, patientId }) => ({
      action: 'task.closed',
      outcome: 'done',
      entity: { type: 'core.task', id: taskId },
      subjects: patientId === null ? [] : [patientId],
    })),
  )
  return tasks.map(({ taskId }) => taskId)
}
