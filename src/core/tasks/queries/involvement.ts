import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { seesTasksOf } from '../cover.ts'
import type { TaskTables } from '../tables.ts'
import { nobodyIn } from './nobody-in.ts'
import { presenceOn } from './presence.ts'
import type { StoredTask } from './stored-task.ts'
import { rolesOf } from './people.ts'
import { teamsOfMany, withTeamsLedBy } from './teams.ts'

/** Whose tasks someone sees today: their own, those of people they cover for, their teams', and those of teams whose lead they cover for. */
export interface Involvement {
  readonly accountIds: readonly string[]
  readonly teamIds: readonly string[]
}

type By = Pick<Context, 'tenantId' | 'actor' | 'clock'>

export async function involvementOf(db: Reader<TaskTables & AccountTables>, ctx: By): Promise<Involvement> {
  if (ctx.actor.kind !== 'staff') return { accountIds: [], teamIds: [] }
  const presence = await presenceOn(db, ctx.tenantId, ctx.clock.today(), [ctx.actor.id])
  const { id, roles } = ctx.actor
  const accountIds = seesTasksOf(presence, id)
  const covered = accountIds.filter((accountId) => accountId !== id)
  const teams = await teamsOfMany(db, ctx.tenantId, [
    { accountId: id, roles },
    ...(await rolesOf(db, ctx.tenantId, covered)),
  ])
  return { accountIds, teamIds: withTeamsLedBy(teams, id, covered) }
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
