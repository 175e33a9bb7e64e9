import type { DeliveryEvent, DeliveryState } from '../deliveries/delivery.ts'

/** What a person can say is wrong. */
export const PROBLEMS = {
  late: 'My delivery is late',
  warm: 'My medicine arrived warm, or was left out of the fridge',
  damaged: 'My medicine is damaged',
  wrong: 'I got the wrong thing, or something is missing',
  'side-effect': 'I think my medicine is making me unwell',
} as const
export type Problem = keyof typeof PROBLEMS

/** Whether what is at home may no longer be used until somebody says so. */
export const stopsUse = (problem: Problem): boolean => problem !== 'late'

/** Whether it is about what a delivery brought. */
export const isOfContents = (problem: Problem): boolean =>
  problem === 'warm' || problem === 'damaged' || problem === 'wrong'

/** The step of a delivery that follows from what its patient says is wrong with it; none where the machine has none. */
export function stepFor(
  problem: Problem,
  state: DeliveryState,
): Extract<DeliveryEvent, 'quarantine' | 'dispute'> | undefined {
  if (!isOfContents(problem)) return undefined
  if (state === 'delivered' || state === 'disputed') return 'quarantine'
  return state === 'released' ? 'dispute' : undefined
}
