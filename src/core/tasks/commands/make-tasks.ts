import { recordMany } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import { asTx, type AnyTx } from '../../database/any-transaction.ts'
import { givenRows, insertRows } from '../../database/insert-rows.ts'
import type { Tx } from '../../database/transaction.ts'
import { seal } from '../../encryption/seal.ts'
import { subjectKeys } from '../../encryption/subject-keys.ts'
import type { StaffRole } from '../../policy/roles.ts'
import { newUuid } from '../../values/uuid.ts'
import { ownerFor, type Owner } from '../cover.ts'
import { dueAfter, type Priority } from '../priority.ts'
import { hoursOf } from '../queries/hours.ts'
import { presenceOn } from '../queries/presence.ts'
import { holdOpenTeams } from '../queries/teams.ts'
import type { TaskReason } from '../reason.ts'
import { afterEvent, bareEvent } from '../task.ts'
import type { TaskWriting } from '../tables.ts'
import { eventColumns, stateColumns } from './append-event.ts'
import { roleTeam } from './role-team.ts'
import { tellOwners } from './tell-owners.ts'

/** Whose task it will be: a person, a team, a person of a team, or everyone with a role. Never nobody. */
export type Wanted =
  | { readonly accountId: string; readonly teamId?: string | undefined }
  | { readonly teamId: string }
  | { readonly role: StaffRole }

export interface NewTask {
  readonly reason: TaskReason
  readonly owner: Wanted
  readonly patientId?: string | undefined
  /** What it is about, such as a delivery: the reason knows its page. */
  readonly entity?: { readonly type: string; readonly id: string } | undefined
  /** The reason's own unless given. */
  readonly priority?: Priority | undefined
  /** Worked out from the priority and the organisation's opening times unless given. */
  readonly dueAt?: Date | undefined
  /** Free text, sealed. */
  readonly note?: string | undefined
  /** While a task with this reason and key is open, a second one is not made. */
  readonly key?: string | undefined
}

/** What became of a new task: who has it, and for whom it was meant when they are away. */
export interface TaskMade {
  readonly taskId: string
  /** False when a task with the same reason and key was open already. */
  readonly isNew: boolean
  readonly owner: Owner
  readonly insteadOf: string | null
}

/** Makes a task in the caller's transaction, with its history, its audit event and its notifications. */
export async function createTask(tx: AnyTx, ctx: Context, task: NewTask): Promise<TaskMade> {
  const [made] = await createTasks(tx, ctx, [task])
  return made!
}

/** Makes up to 500 tasks in the caller's transaction, in a fixed number of round trips for their rows. */
export async function createTasks(anyTx: AnyTx, ctx: Context, tasks: readonly NewTask[]): Promise<readonly TaskMade[]> {
  if (tasks.length === 0) return []
  if (tasks.length > MOST_TASKS) throw new RangeError(`At most ${MOST_TASKS} tasks at once`)
  const tx = asTx<TaskWriting>(anyTx)
  const prepared = await prepare(tx, ctx, tasks)
  const isNew = await insertTasks(tx, ctx, prepared)
  const added = prepared.filter(({ taskId }) => isNew.has(taskId))
  if (added.length > 0) {
    await insertRows(
      tx,
      'core.task_event',
      added.map(({ taskId, event, insteadOf }) => ({
        ...eventColumns(ctx, taskId, newUuid(event.at), 1, event),
        instead_of: insteadOf,
      })),
    )
    await recordMany(
      tx as never,
      ctx,
      added.map(({ taskId, task }) => ({
        action: 'task.created',
        outcome: 'done',
        entity: { type: 'core.task', id: taskId },
        subjects: task.patientId === undefined ? [] : [task.patientId],
      })),
    )
    await tellOwners(
      tx,
      ctx,
      added.map(({ taskId, state }) => ({ taskId, ...state })),
    )
  }
  const earlier = await openTasksByKey(
    tx,
    ctx.tenantId,
    prepared.filter(({ taskId }) => !isNew.has(taskId)),
  )
  return prepared.map(({ taskId, task, owner, insteadOf }) => {
    if (isNew.has(taskId)) return { taskId, isNew: true, owner, insteadOf }
    const first = earlier.get(keyOf(task.reason.code, task.key))
    if (!first) throw new Error('A task with this key was closed while another was being made')
    return { ...first, isNew: false, insteadOf: null }
  })
}

const MOST_TASKS = 500

async function prepare(tx: Tx<TaskWriting>, ctx: Context, tasks: readonly NewTask[]) {
  const now = ctx.clock.now()
  const hours = await hoursOf(tx, ctx.tenantId)
  const owners = await whoGets(tx, ctx, tasks)
  return tasks.map((task, index) => {
    const { accountId, teamId, insteadOf } = owners[index]!
    const priority = task.priority ?? task.reason.priority
    const dueAt = task.dueAt ?? dueAfter(hours, priority, now)
    const event = {
      ...bareEvent('created', now),
      priority,
      dueAt,
      ownerAccountId: accountId,
      teamId,
      nextEscalationAt: dueAt,
    }
    return {
      taskId: newUuid(now),
      task,
      event,
      state: afterEvent(undefined, event),
      owner: { accountId, teamId },
      insteadOf,
    }
  })
}

type Prepared = Awaited<ReturnType<typeof prepare>>[number]

/**
 * Owners of new tasks. Someone who is away is stood in for; a team that is closed is left out; where nobody is left, the
 * administrators have it, because the work that made the task goes on and somebody must hear of it.
 */
async function whoGets(tx: Tx<TaskWriting>, ctx: Context, tasks: readonly NewTask[]) {
  const people = tasks.flatMap(({ owner }) => ('accountId' in owner ? [owner.accountId] : []))
  const presence = await presenceOn(tx, ctx.tenantId, ctx.clock.today(), people)
  const openTeams = await holdOpenTeams(
    tx,
    ctx.tenantId,
    tasks.flatMap(({ owner }) => ('teamId' in owner && owner.teamId !== undefined ? [owner.teamId] : [])),
  )
  const teamOfRole = new Map<StaffRole, string>()
  const teamFor = async (role: StaffRole) => {
    const teamId = teamOfRole.get(role) ?? (await roleTeam(tx, ctx, role))
    teamOfRole.set(role, teamId)
    return teamId
  }
  const owners: (Owner & { readonly insteadOf: string | null })[] = []
  for (const { owner: wanted } of tasks) {
    const owner: Owner =
      'role' in wanted
        ? { accountId: null, teamId: await teamFor(wanted.role) }
        : {
            accountId: 'accountId' in wanted ? wanted.accountId : null,
            teamId: wanted.teamId !== undefined && openTeams.has(wanted.teamId) ? wanted.teamId : null,
          }
    const found = ownerFor(presence, owner)
    owners.push(
      found === 'nobody-is-in'
        ? { accountId: null, teamId: await teamFor('administrator'), insteadOf: owner.accountId }
        : found,
    )
  }
  return owners
}

/** Inserts the tasks that are not open already; returns the identifiers of those that are new. */
async function insertTasks(tx: Tx<TaskWriting>, ctx: Context, prepared: readonly Prepared[]): Promise<Set<string>> {
  const subjectOf = ({ task }: Prepared) => task.patientId ?? ctx.tenantId
  const withNote = prepared.filter(({ task }) => task.note?.trim())
  const keys = await (withNote.length > 0
    ? subjectKeys(tx, ctx, withNote.map(subjectOf), 'clinical-text')
    : new Map<string, Buffer>())
  const noteOf = (one: Prepared) => {
    const key = keys.get(subjectOf(one))
    if (!key || !one.task.note?.trim()) return null
    return seal(key, { tenantId: ctx.tenantId, table: 'core.task', column: 'note', rowId: one.taskId }, one.task.note)
  }
  const { columns, values } = givenRows<TaskWriting, 'core.task'>(
    'core.task',
    prepared.map((one) => ({
      tenant_id: ctx.tenantId,
      task_id: one.taskId,
      reason: one.task.reason.code,
      patient_id: one.task.patientId ?? null,
      entity_type: one.task.entity?.type ?? null,
      entity_id: one.task.entity?.id ?? null,
      note: noteOf(one),
      created_at: one.event.at,
      key: one.task.key ?? null,
      ...stateColumns(one.state),
    })),
  )
  const inserted = await tx
    .insertInto('core.task')
    .columns(columns)
    .expression(values)
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'reason', 'key'])
        .where('closed_at', 'is', null)
        .where('key', 'is not', null)
        .doNothing(),
    )
    .returning('task_id')
    .execute()
  return new Set(inserted.map((row) => row.task_id))
}

const keyOf = (reason: string, key: string | null | undefined) => `${reason}|${key}`

async function openTasksByKey(tx: Tx<TaskWriting>, tenantId: string, doubles: readonly Prepared[]) {
  if (doubles.length === 0) return new Map<string, { taskId: string; owner: Owner }>()
  const rows = await tx
    .selectFrom('core.task')
    .select(['task_id', 'reason', 'key', 'owner_account_id', 'team_id'])
    .where('tenant_id', '=', tenantId)
    .where('reason', 'in', [...new Set(doubles.map(({ task }) => task.reason.code))])
    .where('key', 'in', [...new Set(doubles.flatMap(({ task }) => task.key ?? []))])
    .where('closed_at', 'is', null)
    .execute()
  return new Map(
    rows.map((row) => [
      keyOf(row.reason, row.key),
      { taskId: row.task_id, owner: { accountId: row.owner_account_id, teamId: row.team_id } },
    ]),
  )
}
