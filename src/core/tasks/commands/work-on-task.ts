import { dueAfter } from '../priority.ts'
import { ownerFor } from '../cover.ts'
import { hoursOf } from '../queries/hours.ts'
import { presenceOn } from '../queries/presence.ts'
import { holdOpenTeams } from '../queries/teams.ts'
import { outcomeProblems } from '../reason.ts'
import { appendEvent } from './append-event.ts'
import { roleTeam } from './role-team.ts'
import { taskCommand, type OfTask } from './task-command.ts'
import { tellOwners } from './tell-owners.ts'

export type Done = { readonly done: true }
const DONE: Done = { done: true }

/** "I will do this": it becomes theirs, and its team can see that someone has it. */
export const takeTask = taskCommand<OfTask, Done | 'already-finished' | 'already-yours'>({
  action: 'task.accepted',
  async run(tx, ctx, task) {
    if (task.closedAt) return 'already-finished'
    if (task.ownerAccountId === ctx.actor.id && task.acceptedAt) return 'already-yours'
    await appendEvent(tx, ctx, task, { kind: 'accepted', ownerAccountId: ctx.actor.id, teamId: task.teamId })
    return DONE
  },
})

/** Adds words to the history. Whatever version the person saw: words are added, nothing is overwritten. */
export const commentOnTask = taskCommand<Omit<OfTask, 'version'> & { readonly note: string }, Done | 'nothing-said'>({
  action: 'task.commented',
  async run(tx, ctx, task, { note }) {
    if (note.trim() === '') return 'nothing-said'
    await appendEvent(tx, ctx, task, { kind: 'commented', note })
    return DONE
  },
})

export type CloseRefusal = 'already-finished' | 'outcome-missing' | 'note-missing'

/** Finishes a task. How it ended is compulsory. */
export const closeTask = taskCommand<
  OfTask & { readonly outcome: string; readonly note?: string | undefined },
  Done | CloseRefusal
>({
  action: 'task.closed',
  async run(tx, ctx, task, { outcome, note }) {
    if (task.closedAt) return 'already-finished'
    const problems = outcomeProblems(task.reason, outcome, note)
    if (problems.outcome) return 'outcome-missing'
    if (problems.note) return 'note-missing'
    await appendEvent(tx, ctx, task, { kind: 'closed', outcome, note })
    return DONE
  },
})

/** Opens a finished task again, with a new time to be done by, for whoever had it or, when nobody of them is in, the administrators. */
export const reopenTask = taskCommand<
  OfTask & { readonly note: string },
  Done | 'open-already' | 'another-is-open' | 'nothing-said'
>({
  action: 'task.reopened',
  async run(tx, ctx, task, { note }) {
    if (!task.closedAt) return 'open-already'
    if (note.trim() === '') return 'nothing-said'
    const twin = await tx
      .selectFrom('core.task as other')
      .innerJoin('core.task as this', (join) =>
        join
          .onRef('this.tenant_id', '=', 'other.tenant_id')
          .onRef('this.reason', '=', 'other.reason')
          .onRef('this.key', '=', 'other.key'),
      )
      .select('other.task_id')
      .where('other.tenant_id', '=', ctx.tenantId)
      .where('this.tenant_id', '=', ctx.tenantId)
      .where('this.task_id', '=', task.taskId)
      .where('other.closed_at', 'is', null)
      .executeTakeFirst()
    if (twin) return 'another-is-open'
    const hours = await hoursOf(tx, ctx.tenantId)
    const dueAt = dueAfter(hours, task.priority, ctx.clock.now())
    const openTeams = await holdOpenTeams(tx, ctx.tenantId, task.teamId === null ? [] : [task.teamId])
    const isTeamOpen = task.teamId !== null && openTeams.has(task.teamId)
    const last = { accountId: task.ownerAccountId, teamId: isTeamOpen ? task.teamId : null }
    const presence = await presenceOn(
      tx,
      ctx.tenantId,
      ctx.clock.today(),
      task.ownerAccountId ? [task.ownerAccountId] : [],
    )
    const found = ownerFor(presence, last)
    const owner =
      found === 'nobody-is-in'
        ? { accountId: null, teamId: await roleTeam(tx, ctx, 'administrator'), insteadOf: last.accountId }
        : found
    const opened = await appendEvent(tx, ctx, task, {
      kind: 'reopened',
      ownerAccountId: owner.accountId,
      teamId: owner.teamId,
      insteadOf: owner.insteadOf,
      dueAt,
      nextEscalationAt: dueAt,
      note,
    })
    await tellOwners(tx, ctx, [opened])
    return DONE
  },
})
