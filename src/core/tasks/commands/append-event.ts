import type { Context } from '../../context.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import type { Tx } from '../../database/transaction.ts'
import { ConflictError } from '../../errors.ts'
import { newUuid } from '../../values/uuid.ts'
import type { TaskWriting } from '../tables.ts'
import type { StoredTask } from '../queries/stored-task.ts'
import { afterEvent, bareEvent, type TaskEvent, type TaskState } from '../task.ts'

/** What happens to a task next. */
export type NewEvent = Pick<TaskEvent, 'kind'> &
  Partial<TaskEvent> & { readonly insteadOf?: string | null; readonly note?: string | undefined }

/**
 * Adds a line to a task's history and brings the task's own row to what the history now amounts to: the only place that
 * changes a task, so that the two cannot differ.
 */
export async function appendEvent(
  tx: Tx<TaskWriting>,
  ctx: Context,
  task: StoredTask,
  change: NewEvent,
): Promise<StoredTask> {
  const { note, insteadOf, ...facts } = change
  const event: TaskEvent = { ...bareEvent(change.kind, ctx.clock.now()), ...facts }
  const state = afterEvent(task, event)
  const eventId = newUuid(ctx.clock.now())
  const changed = await tx
    .updateTable('core.task')
    .set(stateColumns(state))
    .where('tenant_id', '=', ctx.tenantId)
    .where('task_id', '=', task.taskId)
    .where('version', '=', task.version)
    .executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) throw new ConflictError('The task has changed')
  const sealed =
    note === undefined || note.trim() === ''
      ? null
      : await sealFor(
          tx,
          ctx,
          { subjectId: task.patientId ?? ctx.tenantId, class: 'clinical-text' },
          { table: 'core.task_event', column: 'note', rowId: eventId },
          note,
        )
  await tx
    .insertInto('core.task_event')
    .values({
      ...eventColumns(ctx, task.taskId, eventId, state.version, event),
      instead_of: insteadOf ?? null,
      note: sealed,
    })
    .execute()
  return { ...task, ...state }
}

/** The columns of a task that repeat its history. */
export const stateColumns = (state: TaskState) => ({
  priority: state.priority,
  due_at: state.dueAt,
  owner_account_id: state.ownerAccountId,
  team_id: state.teamId,
  accepted_at: state.acceptedAt,
  escalation_step: state.escalationStep,
  next_escalation_at: state.nextEscalationAt,
  escalated_to: state.escalatedTo,
  escalated_to_team_id: state.escalatedToTeamId,
  closed_at: state.closedAt,
  outcome: state.outcome,
  version: state.version,
})

/** A line of history as a row. */
export const eventColumns = (
  ctx: Pick<Context, 'tenantId' | 'actor'>,
  taskId: string,
  eventId: string,
  sequence: number,
  event: TaskEvent,
) => ({
  tenant_id: ctx.tenantId,
  event_id: eventId,
  task_id: taskId,
  sequence,
  kind: event.kind,
  at: event.at,
  actor_kind: ctx.actor.kind,
  actor_id: ctx.actor.id,
  priority: event.priority,
  due_at: event.dueAt,
  owner_account_id: event.ownerAccountId,
  team_id: event.teamId,
  instead_of: null,
  escalated_to: event.escalatedTo,
  escalated_to_team_id: event.escalatedToTeamId,
  next_escalation_at: event.nextEscalationAt,
  outcome: event.outcome,
  note: null as Buffer | null,
})
