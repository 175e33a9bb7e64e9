import type { WorkingHours } from '../values/working-hours.ts'
import { afterWorkingTime, TASK_CLOCKS, type Priority } from './priority.ts'

/** Who hears of a task that its owner has not finished in time, with the words of screens. */
export const ESCALATIONS = {
  team: 'the team',
  leads: 'the team’s lead',
  administrators: 'the administrators',
} as const
export type EscalationTarget = keyof typeof ESCALATIONS

/**
 * Up the chain: owner, team, lead, administrator. What does not exist is left out; administrators always come last, so that
 * every chain ends at someone who can act.
 */
export function escalationChain(task: {
  readonly isOwnedByPerson: boolean
  readonly hasTeam: boolean
  readonly teamHasLeads: boolean
}): readonly EscalationTarget[] {
  const chain: EscalationTarget[] = []
  if (task.isOwnedByPerson && task.hasTeam) chain.push('team')
  if (task.hasTeam && task.teamHasLeads) chain.push('leads')
  return [...chain, 'administrators']
}

/**
 * When the first step up the chain happens: when the task is due. Someone who is given it late has one step's time first,
 * or it would be taken past them before they have seen it.
 */
export function firstEscalationAt(
  hours: WorkingHours,
  task: { readonly priority: Priority; readonly dueAt: Date; readonly handedOnAt?: Date },
): Date {
  if (!task.handedOnAt) return task.dueAt
  const grace = afterWorkingTime(hours, task.handedOnAt, TASK_CLOCKS[task.priority].step)
  return grace > task.dueAt ? grace : task.dueAt
}

/** One step up the chain that is due: who hears of it, and when the next one would. Nothing when the chain is at its end. */
export function escalationStep(
  hours: WorkingHours,
  task: { readonly priority: Priority; readonly escalationStep: number; readonly nextEscalationAt: Date | null },
  chain: readonly EscalationTarget[],
  now: Date,
): { readonly to: EscalationTarget; readonly nextAt: Date | null } | undefined {
  if (!task.nextEscalationAt || task.nextEscalationAt > now) return undefined
  const to = chain[Math.min(task.escalationStep, chain.length - 1)]
  if (!to) return undefined
  const isLast = task.escalationStep >= chain.length - 1
  // Counted from when the step was due, not from when it was noticed: a program that was down for a day catches up.
  const nextAt = isLast ? null : afterWorkingTime(hours, task.nextEscalationAt, TASK_CLOCKS[task.priority].step)
  return { to, nextAt }
}
