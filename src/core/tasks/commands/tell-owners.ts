import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { notify, type News } from '../../notifications/index.ts'
import type { Priority } from '../priority.ts'
import { membersOf } from '../queries/teams.ts'
import { isAway } from '../cover.ts'
import { listAbsencesOn } from '../queries/presence.ts'
import type { TaskWriting } from '../tables.ts'
import { summed } from './sum-news.ts'

interface NewOwner {
  readonly taskId: string
  readonly priority: Priority
  readonly ownerAccountId: string | null
  readonly teamId: string | null
}

/**
 * Tells people about tasks that have become theirs; not about those they gave themselves. A team is told of what is urgent
 * only: the rest it sees on its list.
 */
export async function tellOwners(tx: Tx<TaskWriting>, ctx: Context, tasks: readonly NewOwner[]): Promise<void> {
  const news: News[] = []
  const tell = (accountId: string, { taskId, priority }: NewOwner) => {
    if (accountId === ctx.actor.id) return
    const kind = priority === 'urgent' ? 'task-urgent' : 'task-assigned'
    news.push({ accountId, kind, taskId })
  }
  for (const task of tasks) if (task.ownerAccountId !== null) tell(task.ownerAccountId, task)

  const forTeams = tasks.filter((task) => task.ownerAccountId === null && task.priority === 'urgent')
  for (const { accountId, task } of await peopleIn(tx, ctx, forTeams)) tell(accountId, task)
  await notify(tx, ctx, summed(news))
}

async function peopleIn(tx: Tx<TaskWriting>, ctx: Context, tasks: readonly NewOwner[]) {
  const teamIds = [...new Set(tasks.flatMap(({ teamId }) => teamId ?? []))]
  if (teamIds.length === 0) return []
  const members = await membersOf(tx, ctx.tenantId, teamIds)
  const today = ctx.clock.today()
  const absences = await listAbsencesOn(tx, ctx.tenantId, today)
  const here = members.filter(({ accountId }) => !isAway({ absences, today }, accountId))
  return tasks.flatMap((task) =>
    here.filter(({ teamId }) => teamId === task.teamId).map(({ accountId }) => ({ accountId, task })),
  )
}
