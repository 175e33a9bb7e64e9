import { recordMany } from '../../audit/record.ts'
import { command } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { notify, type News } from '../../notifications/index.ts'
import type { WorkingHours } from '../../values/working-hours.ts'
import { isAway, whoSeesTasksOf, type Presence } from '../cover.ts'
import { escalationChain, escalationStep, type EscalationTarget } from '../escalation.ts'
import { passUpTasks as policy } from '../policy.ts'
import { hoursOf } from '../queries/hours.ts'
import { presenceOn } from '../queries/presence.ts'
import { storedTasks, type StoredTask } from '../queries/stored-task.ts'
import { membersOf } from '../queries/teams.ts'
import type { TaskWriting } from '../tables.ts'
import { appendEvent } from './append-event.ts'
import { roleTeam } from './role-team.ts'
import { summed } from './sum-news.ts'

/** Tasks passed up in one transaction. */
const AT_ONCE = 100

/**
 * Passes up tasks whose time has come. Another worker that does the same at once takes other tasks; run again, it finds none.
 * Returns how many tasks it passed up.
 */
export const passUpTasks = command<TaskWriting, object, readonly StoredTask[], number>({
  action: 'task.escalation.run',
  policy,
  load: (tx, _input, ctx) =>
    storedTasks(tx as unknown as Tx<TaskWriting>, ctx.tenantId)
      .where('closed_at', 'is', null)
      .where('next_escalation_at', '<=', ctx.clock.now())
      .orderBy('next_escalation_at')
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute(),
  subjects: (tasks) => tasks.flatMap(({ patientId }) => patientId ?? []),
  async run(anyTx, ctx, tasks) {
    const tx = anyTx as unknown as Tx<TaskWriting>
    const people = await peopleUpTheChain(tx, ctx, tasks)
    const news: News[] = []
    for (const task of tasks) news.push(...(await passUp(tx, ctx, task, people)))
    await notify(tx, ctx, summed(news))
    await recordMany(
      tx as never,
      ctx,
      tasks.map(({ taskId, patientId }) => ({
        action: 'task.escalated',
        outcome: 'done',
        entity: { type: 'core.task', id: taskId },
        subjects: patientId === null ? [] : [patientId],
      })),
    )
    return tasks.length
  },
})

interface Chain {
  readonly hours: WorkingHours
  readonly administratorsTeam: string
  readonly members: Awaited<ReturnType<typeof membersOf>>
  readonly presence: Presence
}

async function peopleUpTheChain(tx: Tx<TaskWriting>, ctx: Context, tasks: readonly StoredTask[]): Promise<Chain> {
  const administratorsTeam = await roleTeam(tx, ctx, 'administrator')
  const teamIds = [...new Set([administratorsTeam, ...tasks.flatMap(({ teamId }) => teamId ?? [])])]
  const members = await membersOf(tx, ctx.tenantId, teamIds)
  const people = [...members.map(({ accountId }) => accountId), ...tasks.flatMap((task) => task.ownerAccountId ?? [])]
  return {
    hours: await hoursOf(tx, ctx.tenantId),
    administratorsTeam,
    members,
    presence: await presenceOn(tx, ctx.tenantId, ctx.clock.today(), people),
  }
}

/** Takes every step of one task that is due (after a stop of the program there may be several); returns who is to be told. */
async function passUp(tx: Tx<TaskWriting>, ctx: Context, task: StoredTask, chain: Chain): Promise<readonly News[]> {
  const now = ctx.clock.now()
  const news: News[] = []
  let current = task
  for (;;) {
    const step = escalationStep(chain.hours, current, chainOf(chain, current), now)
    if (!step) return news
    const teamId = step.to === 'administrators' ? chain.administratorsTeam : current.teamId!
    current = await appendEvent(tx, ctx, current, {
      kind: 'escalated',
      escalatedTo: step.to,
      escalatedToTeamId: teamId,
      nextEscalationAt: step.nextAt,
    })
    for (const accountId of whoHears(chain, step.to, teamId)) {
      news.push({ accountId, kind: 'task-passed-up', taskId: task.taskId })
    }
  }
}

function chainOf(chain: Chain, { ownerAccountId, teamId }: StoredTask): readonly EscalationTarget[] {
  const hasItAlready = new Set(
    ownerAccountId === null ? [] : [ownerAccountId, whoSeesTasksOf(chain.presence, ownerAccountId)],
  )
  const isSomeoneNew = (people: readonly string[]) => people.some((accountId) => !hasItAlready.has(accountId))
  return escalationChain({
    isOwnedByPerson: ownerAccountId !== null,
    isTeamIn: teamId !== null && isSomeoneNew(whoIsIn(chain, teamId)),
    isLeadIn: teamId !== null && isSomeoneNew(whoLeads(chain, teamId)),
  })
}

function whoHears(chain: Chain, to: EscalationTarget, teamId: string): readonly string[] {
  if (to === 'leads') return whoLeads(chain, teamId)
  const present = whoIsIn(chain, teamId)
  // All administrators when none of them is in, because somebody must hear.
  return present.length > 0 ? present : peopleOf(chain, teamId)
}

const peopleOf = ({ members }: Chain, teamId: string) =>
  members.filter((member) => member.teamId === teamId).map(({ accountId }) => accountId)

const whoIsIn = (chain: Chain, teamId: string) =>
  peopleOf(chain, teamId).filter((accountId) => !isAway(chain.presence, accountId))

/** The leads of a team who are in, and whoever covers for the others. */
const whoLeads = ({ members, presence }: Chain, teamId: string): readonly string[] => [
  ...new Set(
    members
      .filter((member) => member.teamId === teamId && member.isLead)
      .flatMap(({ accountId }) => whoSeesTasksOf(presence, accountId) ?? []),
  ),
]
