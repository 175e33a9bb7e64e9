import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { seesTasksOf } from '../cover.ts'
import type { TaskTables } from '../tables.ts'
import type { StoredTask } from './stored-task.ts'
import { presenceOn } from './presence.ts'
import { teamsOf } from './teams.ts'

/** Whose tasks someone sees today: their own, those of people they cover for, and their teams'. */
export interface Involvement {
  readonly accountIds: readonly string[]
  readonly teamIds: readonly string[]
  readonly leads: readonly string[]
}

export async function involvementOf(
  db: Reader<TaskTables & AccountTables>,
  ctx: Pick<Context, 'tenantId' | 'actor' | 'clock'>,
): Promise<Involvement> {
  if (ctx.actor.kind !== 'staff') return { accountIds: [], teamIds: [], leads: [] }
  const presence = await presenceOn(db, ctx.tenantId, ctx.clock.today(), [ctx.actor.id])
  const teams = await teamsOf(db, ctx.tenantId, ctx.actor.id, ctx.actor.roles)
  return { accountIds: seesTasksOf(presence, ctx.actor.id), ...teams }
}

/** Whether a task is someone's to do, their team's, or was passed up to them. */
export const concerns = (involvement: Involvement, task: StoredTask): boolean =>
  (task.ownerAccountId !== null && involvement.accountIds.includes(task.ownerAccountId)) ||
  (task.teamId !== null && involvement.teamIds.includes(task.teamId)) ||
  (task.escalatedToTeamId !== null && involvement.teamIds.includes(task.escalatedToTeamId))
