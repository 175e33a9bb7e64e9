import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { isAway, whoSeesTasksOf } from '../cover.ts'
import type { TaskTables } from '../tables.ts'
import { presenceOn } from './presence.ts'
import { membersOf } from './teams.ts'

/** Owners of open tasks whom nobody stands in for today: people who are away or have left, and teams with nobody in. */
export interface NobodyIn {
  readonly accountIds: readonly string[]
  readonly teamIds: readonly string[]
}

export async function nobodyIn(
  db: Reader<TaskTables & AccountTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
): Promise<NobodyIn> {
  const owners = await distinctOwners(db, ctx.tenantId)
  const presence = await presenceOn(db, ctx.tenantId, ctx.clock.today(), owners)
  const teams = await distinctTeams(db, ctx.tenantId)
  const members = await membersOf(db, ctx.tenantId, teams)
  const staffed = new Set(members.filter(({ accountId }) => !isAway(presence, accountId)).map(({ teamId }) => teamId))
  return {
    accountIds: owners.filter((accountId) => whoSeesTasksOf(presence, accountId) === undefined),
    teamIds: teams.filter((teamId) => !staffed.has(teamId)),
  }
}

// Each of the two leaps from one owner to the next in the index of open tasks, so that its cost grows with owners and not with tasks.

async function distinctOwners(db: Reader<TaskTables>, tenantId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive owner (id) as (
      (select owner_account_id from core.task
        where tenant_id = ${tenantId} and closed_at is null and owner_account_id is not null
        order by owner_account_id limit 1)
      union all
      select (select owner_account_id from core.task
        where tenant_id = ${tenantId} and closed_at is null and owner_account_id > owner.id
        order by owner_account_id limit 1)
      from owner where owner.id is not null)
    select id from owner where id is not null`.execute(db)
  return rows.map(({ id }) => id)
}

async function distinctTeams(db: Reader<TaskTables>, tenantId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive team (id) as (
      (select team_id from core.task
        where tenant_id = ${tenantId} and closed_at is null and owner_account_id is null
        order by team_id limit 1)
      union all
      select (select team_id from core.task
        where tenant_id = ${tenantId} and closed_at is null and owner_account_id is null and team_id > team.id
        order by team_id limit 1)
      from team where team.id is not null)
    select id from team where id is not null`.execute(db)
  return rows.map(({ id }) => id)
}
