import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import type { NotificationTables } from '../../notifications/tables.ts'
import { seesTasksOf } from '../cover.ts'
import type { TaskTables } from '../tables.ts'
import { presenceOn } from './presence.ts'
import { rolesOf } from './people.ts'
import { teamsOfMany, withTeamsLedBy } from './teams.ts'
import { MOST_COUNTED } from './worklist.ts'

export type LiveTables = TaskTables & AccountTables & NotificationTables

/** The numbers that stay fresh on an open page, by their names on it. */
export interface LiveNumbers {
  readonly accountId: string
  readonly tasks: number | string
  readonly 'team-tasks': number | string
  readonly 'urgent-tasks': number | string
  readonly 'overdue-tasks': number | string
  readonly unread: number
  /** Beside the link in the header: nothing when there is nothing. */
  readonly notifications: number | ''
}

interface Row {
  readonly account_id: string
  readonly mine: number
  readonly team: number
  readonly urgent: number
  readonly overdue: number
  readonly unread: number
}

/** The same numbers as `countsFor` gives one person, for many people in six queries whatever their number. */
export async function countsOfEveryone(
  db: Reader<LiveTables>,
  { tenantId, clock }: Pick<Context, 'tenantId' | 'clock'>,
  people: readonly { readonly accountId: string; readonly roles: readonly string[] }[],
): Promise<readonly LiveNumbers[]> {
  if (people.length === 0) return []
  const accountIds = people.map(({ accountId }) => accountId)
  const presence = await presenceOn(db, tenantId, clock.today(), accountIds)
  const sees = new Map(accountIds.map((accountId) => [accountId, seesTasksOf(presence, accountId)]))
  const covered = [...new Set([...sees.values()].flat())].filter((accountId) => !accountIds.includes(accountId))
  const teams = await teamsOfMany(db, tenantId, [...people, ...(await rolesOf(db, tenantId, covered))])
  const asked = accountIds.map((accountId) => {
    const seen = sees.get(accountId) ?? []
    const others = seen.filter((other) => other !== accountId)
    return { account_id: accountId, sees: seen, teams: withTeamsLedBy(teams, accountId, others) }
  })
  const open = sql`task.tenant_id = ${tenantId} and task.closed_at is null`
  const ofTeam = sql`(task.team_id = any(person.teams) or task.escalated_to_team_id = any(person.teams))`
  const involved = sql`(task.owner_account_id = any(person.sees) or ${ofTeam})`
  const count = (where: ReturnType<typeof sql>) =>
    sql`(select count(*)::int from (select 1 from core.task task where ${open} and ${where} limit ${sql.lit(MOST_COUNTED)}) found)`
  const { rows } = await sql<Row>`
    select person.account_id,
      ${count(sql`task.owner_account_id = any(person.sees)`)} as mine,
      ${count(ofTeam)} as team,
      ${count(sql`${involved} and task.priority = 'urgent'`)} as urgent,
      ${count(sql`${involved} and task.due_at < ${clock.now()}`)} as overdue,
      (select count(*)::int from (select 1 from core.notification news where news.tenant_id = ${tenantId}
        and news.account_id = person.account_id and news.read_at is null limit 100) found) as unread
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as person (account_id uuid, sees uuid[], teams uuid[])`.execute(
    db,
  )
  return rows.map((row) => ({
    accountId: row.account_id,
    tasks: words(row.mine),
    'team-tasks': words(row.team),
    'urgent-tasks': words(row.urgent),
    'overdue-tasks': words(row.overdue),
    unread: row.unread,
    notifications: row.unread === 0 ? '' : row.unread,
  }))
}

const words = (count: number) => (count >= MOST_COUNTED ? `${MOST_COUNTED.toLocaleString('en-GB')} or more` : count)
