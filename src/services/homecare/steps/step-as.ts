import { type Machine, step, type StepAnswer } from '../../../core/values/state-machine.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'

/** A step with the role in which it was allowed. */
export type StepTaken<State extends string, Event extends string> =
  | (Extract<StepAnswer<State, Event>, { ok: true }> & { readonly role: HomecareRole })
  | Extract<StepAnswer<State, Event>, { ok: false }>

/**
 * A step by somebody who may act in several roles: the first of theirs that the machine allows. When none is, the answer
 * with the fewest refusals is given, so that people are told what they themselves can put right.
 */
export function stepAs<State extends string, Event extends string, Facts>(
  machine: Machine<State, Event, HomecareRole, Facts>,
  state: State,
  event: Event,
  who: { readonly id: string; readonly roles: ReadonlySet<HomecareRole> },
  facts: Facts,
): StepTaken<State, Event> {
  let best: StepTaken<State, Event> | undefined
  for (const role of who.roles) {
    const answer = step(machine, state, event, { role, id: who.id }, facts)
    if (answer.ok) return { ...answer, role }
    const isNearer = best === undefined || isNotMine(best) || (!isNotMine(answer) && fewer(answer, best))
    if (isNearer) best = answer
  }
  return best ?? { ok: false, refusals: [{ name: 'not-your-role', sentence: `You cannot ${machine.events[event]}` }] }
}

type No = { readonly ok: boolean; readonly refusals?: readonly { readonly name: string }[] }
const isNotMine = (answer: No): boolean => answer.refusals?.some(({ name }) => name === 'not-your-role') ?? false
const fewer = (one: No, other: No): boolean => (one.refusals?.length ?? 0) < (other.refusals?.length ?? 0)
