import { type DeliveryState, PROMISED } from '../deliveries/delivery.ts'
import type { PrescriptionState } from '../prescriptions/prescription-state.ts'

/** The way from a prescription to the door, in the order in which a person reads it. */
export const TIMELINE = {
  written: 'Prescription written',
  checked: 'Prescription checked',
  signed: 'Prescription signed',
  'with-company': 'With the homecare company',
  booked: 'Delivery booked',
  delivered: 'Delivered',
} as const
export type Stage = keyof typeof TIMELINE
const STAGES = Object.keys(TIMELINE) as readonly Stage[]

/** One line of the way: behind, now, or still to come. */
export interface TimelineLine {
  readonly stage: Stage
  readonly when: 'done' | 'now' | 'later'
}

const WRITTEN: readonly Stage[] = ['written']
const CHECKED: readonly Stage[] = ['written', 'checked']
const SIGNED: readonly Stage[] = ['written', 'checked', 'signed']
const TAKEN: readonly Stage[] = [...SIGNED, 'with-company']

/** What is behind in each state. One that was sent is with the company only once the company has said so. */
const BEHIND: Partial<Record<PrescriptionState, readonly Stage[]>> = {
  proposed: WRITTEN,
  'in-screening': WRITTEN,
  queried: WRITTEN,
  screened: CHECKED,
  'signed-unscreened': ['written', 'signed'],
  signed: SIGNED,
  ordered: SIGNED,
  transmitted: SIGNED,
  unacknowledged: SIGNED,
  'company-query': SIGNED,
  acknowledged: TAKEN,
  'in-supply': TAKEN,
  completed: TAKEN,
  'partly-cancelled': TAKEN,
  'too-late': TAKEN,
}
const DELIVERED: readonly DeliveryState[] = ['delivered', 'quarantined', 'released', 'disputed', 'reconciled']

/** Where a supply stands. Nothing is said to be behind that no record says so. */
export function timelineOf(
  prescription: PrescriptionState | undefined,
  delivery: DeliveryState | undefined,
): readonly TimelineLine[] {
  const behind = new Set<Stage>(prescription === undefined ? [] : BEHIND[prescription])
  if (delivery !== undefined && [...PROMISED, ...DELIVERED].includes(delivery)) behind.add('booked')
  if (delivery !== undefined && DELIVERED.includes(delivery)) behind.add('delivered')
  const now = STAGES.find((stage) => !behind.has(stage))
  return STAGES.map((stage) => ({ stage, when: behind.has(stage) ? 'done' : stage === now ? 'now' : 'later' }))
}
