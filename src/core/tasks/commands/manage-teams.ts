import { command } from '../../command.ts'
import type { Tx } from '../../database/transaction.ts'
import { ConflictError } from '../../errors.ts'
import { newUuid } from '../../values/uuid.ts'
import { manageTeams } from '../policy.ts'
import { presenceOn } from '../queries/presence.ts'
import { findTeamByName, getTeam, lockTeam } from '../queries/teams.ts'
import type { TaskWriting } from '../tables.ts'
import type { Team } from '../team.ts'

export type TeamRefusal = 'name-in-use' | 'not-here' | 'follows-role' | 'has-tasks'

/** Why a team could not be changed, in words for the form. */
export const TEAM_REFUSALS: Readonly<Record<TeamRefusal, string>> = {
  'name-in-use': 'Another team has this name. Enter a different name',
  'not-here': 'Select people who work here',
  'follows-role': 'This team is everyone with a role. Give people the role, or take it away, instead',
  'has-tasks': 'This team has open tasks. Finish them or give them to someone else first',
}

export interface TeamMember {
  readonly accountId: string
  readonly isLead: boolean
}

export const addTeam = command<
  TaskWriting,
  { readonly name: string },
  undefined,
  { readonly teamId: string } | TeamRefusal
>({
  action: 'team.added',
  policy: manageTeams,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(anyTx, ctx, _subject, { name }, note) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    if (await findTeamByName(tx, ctx.tenantId, name)) {
      note.outcome = 'refused'
      return 'name-in-use'
    }
    const now = ctx.clock.now()
    const teamId = newUuid(now)
    await tx
      .insertInto('core.team')
      .values({ tenant_id: ctx.tenantId, team_id: teamId, name, role: null, created_at: now, closed_at: null })
      .execute()
    note.entity = { type: 'core.team', id: teamId }
    note.values = { new: { name } }
    return { teamId }
  },
})

/** Changes the name and the people of a team. Of a role's team only who leads can be changed: its people follow the role. */
export const changeTeam = command<
  TaskWriting,
  {
    readonly teamId: string
    readonly version: number | undefined
    readonly name: string
    readonly members: readonly TeamMember[]
  },
  Team,
  { readonly done: true } | TeamRefusal
>({
  action: 'team.changed',
  policy: manageTeams,
  load: (tx, { teamId }, ctx) => getTeam(tx as unknown as Tx<TaskWriting>, ctx.tenantId, teamId),
  subjects: () => [],
  async run(anyTx, ctx, team, { version, name, members }, note) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    const refusal = await whyNot(tx, ctx, team, name, members)
    if (refusal) {
      note.outcome = 'refused'
      return refusal
    }
    await bump(tx, ctx.tenantId, team, version, team.role === null ? { name } : {})
    await tx
      .deleteFrom('core.team_member')
      .where('tenant_id', '=', ctx.tenantId)
      .where('team_id', '=', team.teamId)
      .execute()
    const kept = team.role === null ? members : members.filter(({ isLead }) => isLead)
    if (kept.length > 0) {
      await tx
        .insertInto('core.team_member')
        .values(
          kept.map(({ accountId, isLead }) => ({
            tenant_id: ctx.tenantId,
            team_id: team.teamId,
            account_id: accountId,
            is_lead: isLead,
            added_at: ctx.clock.now(),
          })),
        )
        .execute()
    }
    note.entity = { type: 'core.team', id: team.teamId }
    note.values = { old: { name: team.name }, new: { name, members: kept.map((member) => ({ ...member })) } }
    return { done: true }
  },
})

/** Closes a team: it takes no more tasks. Its history keeps its name. */
export const closeTeam = command<
  TaskWriting,
  { readonly teamId: string; readonly version: number | undefined },
  Team,
  { readonly done: true } | TeamRefusal
>({
  action: 'team.closed',
  policy: manageTeams,
  load: (tx, { teamId }, ctx) => lockTeam(tx as unknown as Tx<TaskWriting>, ctx.tenantId, teamId),
  subjects: () => [],
  async run(anyTx, ctx, team, { version }, note) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    note.entity = { type: 'core.team', id: team.teamId }
    const open = await tx
      .selectFrom('core.task')
      .select('task_id')
      .where('tenant_id', '=', ctx.tenantId)
      .where('team_id', '=', team.teamId)
      .where('closed_at', 'is', null)
      .limit(1)
      .executeTakeFirst()
    if (team.role !== null || open) {
      note.outcome = 'refused'
      return open ? 'has-tasks' : 'follows-role'
    }
    await bump(tx, ctx.tenantId, team, version, { closed_at: ctx.clock.now() })
    return { done: true }
  },
})

async function whyNot(
  tx: Tx<TaskWriting>,
  ctx: { readonly tenantId: string; readonly clock: { today(): string } },
  team: Team,
  name: string,
  members: readonly TeamMember[],
): Promise<TeamRefusal | undefined> {
  const twin = team.role === null ? await findTeamByName(tx, ctx.tenantId, name) : undefined
  if (twin && twin.teamId !== team.teamId) return 'name-in-use'
  const presence = await presenceOn(
    tx,
    ctx.tenantId,
    ctx.clock.today(),
    members.map(({ accountId }) => accountId),
  )
  return members.some(({ accountId }) => presence.hasLeft(accountId)) ? 'not-here' : undefined
}

async function bump(
  tx: Tx<TaskWriting>,
  tenantId: string,
  team: Team,
  version: number | undefined,
  change: { name?: string; closed_at?: Date },
): Promise<void> {
  const changed = await tx
    .updateTable('core.team')
    .set({ ...change, version: team.version + 1 })
    .where('tenant_id', '=', tenantId)
    .where('team_id', '=', team.teamId)
    .where('version', '=', version ?? team.version)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows !== 1n) throw new ConflictError('The team has changed')
}
