import type { Moved } from '../../../core/values/state-machine.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { stepAs } from '../steps/step-as.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'
import { DELIVERY, type DeliveryEvent, type DeliveryFacts, type DeliveryState } from './delivery.ts'

export interface DeliveryStep {
  readonly moved: Moved<DeliveryState, DeliveryEvent>
  readonly role: HomecareRole
}
export type Walk =
  | { readonly ok: true; readonly steps: readonly DeliveryStep[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/** What Troth does first when somebody acts before its nightly round has: a patient who is spoken to is due. */
const FIRST: Partial<Record<DeliveryState, DeliveryEvent>> = { planned: 'come-due', deferred: 'come-back' }

/** The steps that an act takes: its own, with the one that Troth takes before it where there is one. */
export function walk(
  state: DeliveryState,
  event: DeliveryEvent,
  who: { readonly id: string; readonly roles: ReadonlySet<HomecareRole> },
  facts: DeliveryFacts,
): Walk {
  const steps: DeliveryStep[] = []
  let from = state
  const first = event === 'contact' ? FIRST[state] : undefined
  if (first !== undefined) {
    const answer = stepAs(DELIVERY, state, first, { id: who.id, roles: new Set<HomecareRole>(['system']) }, facts)
    if (!answer.ok) return answer
    steps.push(answer)
    from = answer.moved.to
  }
  const answer = stepAs(DELIVERY, from, event, who, facts)
  return answer.ok ? { ok: true, steps: [...steps, answer] } : answer
}
