import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { seesTasksOf } from '../cover.ts'
import type { TaskTables } from '../tables.ts'
import { nobodyIn } from './nobody-in.ts'
import { presenceOn } from './presence.ts'
import type { StoredTask } from './stored-task.ts'
import { teamsOf } from './teams.ts'

/** Whose tasks someone sees today: their own, those of people they cover for, and their teams'. */
export interface Involvement {
  readonly accountIds: readonly string[]
  readonly teamIds: readonly string[]
  readonly leads: readonly string[]
}

type By = Pick<Context, 'tenantId' | 'actor' | 'clock'>

export async function involvementOf(db: Reader<TaskTables & AccountTables>, ctx: By): Promise<Involvement> {
  if (ctx.actor.kind !== 'staff') return { accountIds: [], teamIds: [], leads: [] }
  const presence = await presenceOn(db, ctx.tenantId, ctx.clock.today(), [ctx.actor.id])
  const teams = await teamsOf(db, ctx.tenantId, ctx.actor.id, ctx.actor.roles)
  return { accountIds: seesTasksOf(presence, ctx.actor.id), ...teams }
}

/**
 * Whether a task is someone's to do, their team's, or was passed up to them. A task whose owner is not in is the
 * administrators' concern too: they find it someone.
 */
export async function concerns(
  db: Reader<TaskTables & AccountTables>,
  ctx: By,
  tasks: readonly StoredTask[],
): Promise<(task: StoredTask) => boolean> {
  const { accountIds, teamIds } = await involvementOf(db, ctx)
  const isTheirs = (task: StoredTask) =>
    (task.ownerAccountId !== null && accountIds.includes(task.ownerAccountId)) ||
    (task.teamId !== null && teamIds.includes(task.teamId)) ||
    (task.escalatedToTeamId !== null && teamIds.includes(task.escalatedToTeamId))
  if (!ctx.actor.roles.includes('administrator') || tasks.every(isTheirs)) return isTheirs
  const nobody = await nobodyIn(db, ctx)
  return (task) =>
    isTheirs(task) ||
    (task.ownerAccountId === null
      ? task.teamId !== null && nobody.teamIds.includes(task.teamId)
      : nobody.accountIds.includes(task.ownerAccountId))
}
