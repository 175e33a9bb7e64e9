import type { WorkingHours } from '../values/working-hours.ts'
import { afterWorkingTime, TASK_CLOCKS, type Priority } from './priority.ts'

/** Who hears of a task that its owner has not finished in time, with the words of screens. */
export const ESCALATIONS = {
  team: 'the team',
  leads: 'the team’s lead',
  administrators: 'the administrators',
} as const
export type EscalationTarget = keyof typeof ESCALATIONS

const UP_THE_CHAIN = ['team', 'leads', 'administrators'] as const satisfies readonly EscalationTarget[]

/**
 * Up the chain: owner, team, lead, administrator. A step at which nobody is in is left out, or an hour would pass in which
 * nobody new hears; administrators always come last, so that every chain ends at someone who can act.
 */
export function escalationChain(task: {
  readonly isOwnedByPerson: boolean
  /** Whether someone of the team is in, besides whoever has the task. */
  readonly isTeamIn: boolean
  /** Whether a lead is in or covered for, by someone else than whoever has the task. */
  readonly isLeadIn: boolean
}): readonly EscalationTarget[] {
  const chain: EscalationTarget[] = []
  if (task.isOwnedByPerson && task.isTeamIn) chain.push('team')
  if (task.isLeadIn) chain.push('leads')
  return [...chain, 'administrators']
}

/**
 * When the next step up the chain happens once a task is handed on: when it would have happened anyway, so that nobody can
 * keep a task from being passed up by handing it on. Where the chain was at its end, whoever is given the task has one step's
 * time before it begins anew.
 */
export function escalationAfterHandingOn(
  hours: WorkingHours,
  task: { readonly priority: Priority; readonly dueAt: Date; readonly nextEscalationAt: Date | null },
  now: Date,
): Date {
  if (task.nextEscalationAt) return task.nextEscalationAt
  const grace = afterWorkingTime(hours, now, TASK_CLOCKS[task.priority].step)
  return grace > task.dueAt ? grace : task.dueAt
}

/**
 * One step up the chain that is due: who hears of it, and when the next one would. Nothing when the chain is at its end. It
 * goes on from whoever heard last, so that people who come and go meanwhile leave no step out.
 */
export function escalationStep(
  hours: WorkingHours,
  task: {
    readonly priority: Priority
    readonly escalatedTo: EscalationTarget | null
    readonly nextEscalationAt: Date | null
  },
  chain: readonly EscalationTarget[],
  now: Date,
): { readonly to: EscalationTarget; readonly nextAt: Date | null } | undefined {
  if (!task.nextEscalationAt || task.nextEscalationAt > now) return undefined
  const heard = task.escalatedTo === null ? -1 : UP_THE_CHAIN.indexOf(task.escalatedTo)
  const last = chain.at(-1)
  const to = chain.find((target) => UP_THE_CHAIN.indexOf(target) > heard) ?? last
  if (!to) return undefined
  const isLast = to === last
  // Counted from when the step was due, not from when it was noticed: a program that was down for a day catches up.
  const nextAt = isLast ? null : afterWorkingTime(hours, task.nextEscalationAt, TASK_CLOCKS[task.priority].step)
  return { to, nextAt }
}
