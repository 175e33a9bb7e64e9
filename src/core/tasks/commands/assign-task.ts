import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { ownerFor, type Owner } from '../cover.ts'
import { escalationAfterHandingOn } from '../escalation.ts'
import { hoursOf } from '../queries/hours.ts'
import { presenceOn } from '../queries/presence.ts'
import { holdOpenTeams } from '../queries/teams.ts'
import type { StoredTask } from '../queries/stored-task.ts'
import type { TaskWriting } from '../tables.ts'
import { appendEvent } from './append-event.ts'
import { taskCommand, type OfTask } from './task-command.ts'
import { tellOwners } from './tell-owners.ts'

/** To whom a task is given: a person, a team, or both. */
export interface NewOwner {
  readonly accountId?: string | undefined
  readonly teamId?: string | undefined
}

export type AssignRefusal = 'already-finished' | 'nobody-chosen' | 'not-here' | 'team-closed' | 'nobody-is-in'

/** Why a task could not be given, in words for the form. */
export const ASSIGN_REFUSALS: Readonly<Record<AssignRefusal, string>> = {
  'already-finished': 'This task is finished. Open it again before you give it to someone',
  'nobody-chosen': 'Select a person or a team',
  'not-here': 'This person does not work here any more. Select someone else',
  'team-closed': 'This team does not take tasks any more. Select another team',
  'nobody-is-in': 'This person is away and nobody covers for them. Select someone else or a team',
}

/** Who has the task now, and for whom it was meant when they are away. */
export type Assigned = Owner & { readonly insteadOf: string | null }

export const assignTask = taskCommand<
  OfTask & { readonly to: NewOwner; readonly note?: string | undefined },
  AssignRefusal | Assigned
>({
  action: 'task.assigned',
  async run(tx, ctx, task, { to, note }) {
    const owner = await resolveOwner(tx, ctx, to)
    if (typeof owner === 'string') return owner
    return await giveTask(tx, ctx, task, owner, note)
  },
})

/** Who a task goes to that is meant for someone, or why it cannot go there. */
export async function resolveOwner(
  tx: Tx<TaskWriting>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  { accountId, teamId }: NewOwner,
): Promise<Assigned | AssignRefusal> {
  if (!accountId && !teamId) return 'nobody-chosen'
  if (teamId && !(await holdOpenTeams(tx, ctx.tenantId, [teamId])).has(teamId)) return 'team-closed'
  const wanted: Owner = { accountId: accountId ?? null, teamId: teamId ?? null }
  if (!accountId) return { ...wanted, insteadOf: null }
  const presence = await presenceOn(tx, ctx.tenantId, ctx.clock.today(), [accountId])
  return presence.hasLeft(accountId) ? 'not-here' : ownerFor(presence, wanted)
}

/** Gives one task to an owner that has been worked out. Its team stays unless another is named. */
export async function giveTask(
  tx: Tx<TaskWriting>,
  ctx: Context,
  task: StoredTask,
  owner: Assigned,
  note?: string,
): Promise<Assigned | 'already-finished'> {
  if (task.closedAt) return 'already-finished'
  const hours = await hoursOf(tx, ctx.tenantId)
  const teamId = owner.teamId ?? task.teamId
  const given = await appendEvent(tx, ctx, task, {
    kind: 'assigned',
    ownerAccountId: owner.accountId,
    teamId,
    insteadOf: owner.insteadOf,
    nextEscalationAt: escalationAfterHandingOn(hours, task, ctx.clock.now()),
    note,
  })
  await tellOwners(tx, ctx, [given])
  return { accountId: owner.accountId, teamId, insteadOf: owner.insteadOf }
}
