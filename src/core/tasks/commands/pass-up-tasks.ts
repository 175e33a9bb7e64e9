import { recordMany } from '../../audit/record.ts'
import { command } from '../../command.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { notify, type News } from '../../notifications/index.ts'
import type { WorkingHours } from '../../values/working-hours.ts'
import { isAway } from '../cover.ts'
import { escalationChain, escalationStep, type EscalationTarget } from '../escalation.ts'
import { passUpTasks as policy } from '../policy.ts'
import { hoursOf } from '../queries/hours.ts'
import { listAbsencesOn } from '../queries/presence.ts'
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
  readonly isIn: (accountId: string) => boolean
}

async function peopleUpTheChain(tx: Tx<TaskWriting>, ctx: Context, tasks: readonly StoredTask[]): Promise<Chain> {
  const administratorsTeam = await roleTeam(tx, ctx, 'administrator')
  const teamIds = [...new Set([administratorsTeam, ...tasks.flatMap(({ teamId }) => teamId ?? [])])]
  const today = ctx.clock.today()
  const absences = await listAbsencesOn(tx, ctx.tenantId, today)
  return {
    hours: await hoursOf(tx, ctx.tenantId),
    administratorsTeam,
    members: await membersOf(tx, ctx.tenantId, teamIds),
    isIn: (accountId) => !isAway({ absences, today }, accountId),
  }
}

/** Takes every step of one task that is due (after a stop of the program there may be several); returns who is to be told. */
async function passUp(tx: Tx<TaskWriting>, ctx: Context, task: StoredTask, chain: Chain): Promise<readonly News[]> {
  const now = ctx.clock.now()
  const news: News[] = []
  let current = task
  for (;;) {
    const targets = escalationChain({
      isOwnedByPerson: current.ownerAccountId !== null,
      hasTeam: current.teamId !== null,
      teamHasLeads: chain.members.some(({ teamId, isLead }) => teamId === current.teamId && isLead),
    })
    const step = escalationStep(chain.hours, current, targets, now)
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

/** Those who are in; all of them when nobody is, because somebody must hear. */
function whoHears({ members, isIn }: Chain, to: EscalationTarget, teamId: string): readonly string[] {
  const all = members
    .filter((member) => member.teamId === teamId && (to !== 'leads' || member.isLead))
    .map(({ accountId }) => accountId)
  const present = all.filter(isIn)
  return present.length > 0 ? present : all
}
