import type { Reader, Tx } from '../../database/transaction.ts'
import { ConflictError, NotFoundError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import type { TaskTables } from '../tables.ts'
import type { TaskState } from '../task.ts'

/** A task as it is kept: what it is about, and what its history amounts to. */
export interface StoredTask extends TaskState {
  readonly taskId: string
  readonly reason: string
  readonly patientId: string | null
  readonly entityType: string | null
  readonly entityId: string | null
  readonly createdAt: Date
}

const COLUMNS = [
  'task_id as taskId',
  'reason',
  'priority',
  'patient_id as patientId',
  'entity_type as entityType',
  'entity_id as entityId',
  'created_at as createdAt',
  'due_at as dueAt',
  'owner_account_id as ownerAccountId',
  'team_id as teamId',
  'accepted_at as acceptedAt',
  'escalation_step as escalationStep',
  'next_escalation_at as nextEscalationAt',
  'escalated_to as escalatedTo',
  'escalated_to_team_id as escalatedToTeamId',
  'closed_at as closedAt',
  'outcome',
  'version',
] as const

/** Tasks of one organisation: add `where`, `orderBy` and `limit`. */
export const storedTasks = (db: Reader<TaskTables>, tenantId: string) =>
  db.selectFrom('core.task').select(COLUMNS).where('tenant_id', '=', tenantId)

export async function getTask(db: Reader<TaskTables>, tenantId: string, taskId: string): Promise<StoredTask> {
  const task = isUuid(taskId)
    ? await storedTasks(db, tenantId).where('task_id', '=', taskId).executeTakeFirst()
    : undefined
  if (!task) throw new NotFoundError('Task')
  return task
}

/** The task, held until the transaction ends, so that two changes of it follow one another. */
export async function lockTask(tx: Tx<TaskTables>, tenantId: string, taskId: string): Promise<StoredTask> {
  const task = isUuid(taskId)
    ? await storedTasks(tx, tenantId).where('task_id', '=', taskId).forUpdate().executeTakeFirst()
    : undefined
  if (!task) throw new NotFoundError('Task')
  return task
}

/** Refuses a change by someone who saw an older version. Without a version, as in the program's own work, anything goes. */
export function expectVersion(task: StoredTask, version: number | undefined): void {
  if (version !== undefined && version !== task.version) throw new ConflictError('The task has changed')
}
