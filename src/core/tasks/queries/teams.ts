import type { Reader, Tx } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import { STAFF_ROLES, type StaffRole } from '../../policy/roles.ts'
import { isUuid } from '../../values/uuid.ts'
import type { TaskTables } from '../tables.ts'
import type { Team } from '../team.ts'
import { anyOf } from './any-of.ts'

const COLUMNS = ['team_id as teamId', 'name', 'role', 'closed_at as closedAt', 'version'] as const
const asTeam = (row: Omit<Team, 'role'> & { role: string | null }): Team => ({ ...row, role: staffRole(row.role) })
const staffRole = (role: string | null): StaffRole | null => STAFF_ROLES.find((known) => known === role) ?? null

export async function getTeam(db: Reader<TaskTables>, tenantId: string, teamId: string): Promise<Team> {
  const row = isUuid(teamId)
    ? await db
        .selectFrom('core.team')
        .select(COLUMNS)
        .where('tenant_id', '=', tenantId)
        .where('team_id', '=', teamId)
        .executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('Team')
  return asTeam(row)
}

/** The team that takes tasks under a name, however it is written; teams of roles aside. */
export async function findTeamByName(
  db: Reader<TaskTables>,
  tenantId: string,
  name: string,
): Promise<{ readonly teamId: string } | undefined> {
  return await db
    .selectFrom('core.team')
    .select('team_id as teamId')
    .where('tenant_id', '=', tenantId)
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .where('closed_at', 'is', null)
    .where('role', 'is', null)
    .executeTakeFirst()
}

/** Teams by identifier: a page's worth. */
export async function listTeams(
  db: Reader<TaskTables>,
  tenantId: string,
  teamIds: readonly string[],
): Promise<readonly Team[]> {
  if (teamIds.length === 0) return []
  const rows = await db
    .selectFrom('core.team')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('team_id', 'in', [...new Set(teamIds)])
    .execute()
  return rows.map(asTeam)
}

/** Those of some teams that take tasks, held so that none of them is closed before the transaction ends. */
export async function holdOpenTeams(
  tx: Tx<TaskTables>,
  tenantId: string,
  teamIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (teamIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('core.team')
    .select('team_id')
    .where('tenant_id', '=', tenantId)
    .where('team_id', 'in', [...new Set(teamIds)])
    .where('closed_at', 'is', null)
    .orderBy('team_id')
    .forShare()
    .execute()
  return new Set(rows.map((row) => row.team_id))
}

/** The team, held until the transaction ends, so that it is not closed while it is given a task. */
export async function lockTeam(tx: Tx<TaskTables>, tenantId: string, teamId: string): Promise<Team> {
  await tx
    .selectFrom('core.team')
    .select('team_id')
    .where('tenant_id', '=', tenantId)
    .where('team_id', '=', isUuid(teamId) ? teamId : null)
    .forNoKeyUpdate()
    .execute()
  return await getTeam(tx, tenantId, teamId)
}

/** Every team that tasks can be given to, by name. */
export async function listOpenTeams(db: Reader<TaskTables>, tenantId: string): Promise<readonly Team[]> {
  const rows = await db
    .selectFrom('core.team')
    .select(COLUMNS)
    .where('tenant_id', '=', tenantId)
    .where('closed_at', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute()
  return rows.map(asTeam)
}

/** Teams of one person. */
export interface TeamsOfPerson {
  readonly teamIds: readonly string[]
  /** Those they lead. */
  readonly leads: readonly string[]
}

type Person = { readonly accountId: string; readonly roles: readonly string[] }

/** The teams people are in, by name and by each of their roles, in two reads. */
export async function teamsOfMany(
  db: Reader<TaskTables>,
  tenantId: string,
  people: readonly Person[],
): Promise<ReadonlyMap<string, TeamsOfPerson>> {
  const named = await db
    .selectFrom('core.team_member as member')
    .innerJoin('core.team as team', (join) =>
      join.onRef('team.tenant_id', '=', 'member.tenant_id').onRef('team.team_id', '=', 'member.team_id'),
    )
    .select(['member.account_id', 'member.team_id', 'member.is_lead', 'team.role'])
    .where('member.tenant_id', '=', tenantId)
    .where('member.account_id', '=', anyOf(people.map(({ accountId }) => accountId)))
    .execute()
  const byRole = await db
    .selectFrom('core.team')
    .select(['team_id', 'role'])
    .where('tenant_id', '=', tenantId)
    .where('role', 'is not', null)
    .execute()
  return new Map(
    people.map(({ accountId, roles }) => {
      const ofRoles = byRole.filter(({ role }) => role !== null && roles.includes(role)).map((row) => row.team_id)
      // Someone who leads a role's team without having the role any more is not in it.
      const joined = named.filter(
        (row) => row.account_id === accountId && (row.role === null || roles.includes(row.role)),
      )
      return [
        accountId,
        {
          teamIds: [...new Set([...joined.map((row) => row.team_id), ...ofRoles])],
          leads: joined.filter((row) => row.is_lead).map((row) => row.team_id),
        },
      ]
    }),
  )
}

/** Someone's own teams, and those that people they cover for lead: what is passed up to a lead who is away reaches the cover. */
export const withTeamsLedBy = (
  teams: ReadonlyMap<string, TeamsOfPerson>,
  accountId: string,
  covered: readonly string[],
): readonly string[] => [
  ...new Set([...(teams.get(accountId)?.teamIds ?? []), ...covered.flatMap((other) => teams.get(other)?.leads ?? [])]),
]

/** The active members of some teams, all of them, with whether they lead. */
export async function membersOf(
  db: Reader<TaskTables & AccountTables>,
  tenantId: string,
  teamIds: readonly string[],
): Promise<readonly { readonly teamId: string; readonly accountId: string; readonly isLead: boolean }[]> {
  if (teamIds.length === 0) return []
  const named = await db
    .selectFrom('core.team_member as member')
    .innerJoin('core.team as team', (join) =>
      join.onRef('team.tenant_id', '=', 'member.tenant_id').onRef('team.team_id', '=', 'member.team_id'),
    )
    .innerJoin('core.staff_account as account', (join) =>
      join.onRef('account.tenant_id', '=', 'member.tenant_id').onRef('account.account_id', '=', 'member.account_id'),
    )
    .select(['member.team_id as teamId', 'member.account_id as accountId', 'member.is_lead as isLead', 'team.role'])
    .where('member.tenant_id', '=', tenantId)
    .where('member.team_id', 'in', [...teamIds])
    .where('account.status', '=', 'active')
    .execute()
  const byRole = await db
    .selectFrom('core.team as team')
    .innerJoin('core.staff_role as held', (join) =>
      join.onRef('held.tenant_id', '=', 'team.tenant_id').onRef('held.role', '=', 'team.role'),
    )
    .innerJoin('core.staff_account as account', (join) =>
      join.onRef('account.tenant_id', '=', 'held.tenant_id').onRef('account.account_id', '=', 'held.account_id'),
    )
    .select(['team.team_id as teamId', 'held.account_id as accountId'])
    .where('team.tenant_id', '=', tenantId)
    .where('team.team_id', 'in', [...teamIds])
    .where('account.status', '=', 'active')
    .execute()
  const leads = new Set(named.filter((row) => row.isLead).map((row) => `${row.teamId}|${row.accountId}`))
  return [
    ...named.filter((row) => row.role === null).map(({ teamId, accountId, isLead }) => ({ teamId, accountId, isLead })),
    ...byRole.map((row) => ({ ...row, isLead: leads.has(`${row.teamId}|${row.accountId}`) })),
  ]
}
