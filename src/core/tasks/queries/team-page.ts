import type { Reader } from '../../database/transaction.ts'
import type { AccountTables } from '../../identity/accounts/tables.ts'
import type { TaskTables } from '../tables.ts'
import type { Team } from '../team.ts'
import { listColleagues, namesOf } from './people.ts'
import { getTeam, listOpenTeams, membersOf } from './teams.ts'

export type TeamPageTables = TaskTables & AccountTables

/** A team with the names of its people. */
export interface TeamWithPeople {
  readonly team: Team
  readonly people: readonly { readonly accountId: string; readonly name: string; readonly isLead: boolean }[]
}

/** Every team that takes tasks, with its people, in four reads. */
export async function teamsWithPeople(
  db: Reader<TeamPageTables>,
  tenantId: string,
): Promise<readonly TeamWithPeople[]> {
  return await withPeople(db, tenantId, await listOpenTeams(db, tenantId))
}

/** One team, and everyone who could be in it. */
export async function teamAndColleagues(db: Reader<TeamPageTables>, tenantId: string, teamId: string) {
  const team = await getTeam(db, tenantId, teamId)
  const [known] = await withPeople(db, tenantId, [team])
  return { team, people: known?.people ?? [], colleagues: await listColleagues(db, tenantId) }
}

async function withPeople(
  db: Reader<TeamPageTables>,
  tenantId: string,
  teams: readonly Team[],
): Promise<readonly TeamWithPeople[]> {
  const members = await membersOf(
    db,
    tenantId,
    teams.map(({ teamId }) => teamId),
  )
  const names = await namesOf(
    db,
    tenantId,
    members.map(({ accountId }) => accountId),
  )
  return teams.map((team) => ({
    team,
    people: members
      .filter(({ teamId }) => teamId === team.teamId)
      .map(({ accountId, isLead }) => ({ accountId, isLead, name: names.get(accountId) ?? '' }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en')),
  }))
}
