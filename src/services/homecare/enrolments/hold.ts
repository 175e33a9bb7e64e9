import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'
import type { EnrolmentEvent, EnrolmentState } from './enrolment.ts'

// A registration that goes on at the hospital can be held there before the company has answered it.

export const HOLD_EVENTS = ['suspend', 'begin-transfer'] as const
export type HoldEvent = (typeof HOLD_EVENTS)[number]

/** A hold that a company's registration takes as soon as it is accepted. */
export interface RegistrationHold {
  readonly event: HoldEvent
  readonly reviewOn?: CivilDate | undefined
}

export const HELD_STATE: Readonly<Record<HoldEvent, EnrolmentState>> = {
  suspend: 'suspended',
  'begin-transfer': 'transferring',
}
export const HOLD_ROLE: Readonly<Record<HoldEvent, HomecareRole>> = {
  suspend: 'clinician',
  'begin-transfer': 'pharmacy-team',
}
const ENDS: Readonly<Record<HoldEvent, EnrolmentEvent>> = { suspend: 'resume', 'begin-transfer': 'keep-company' }

export const isHoldEvent = (event: EnrolmentEvent): event is HoldEvent =>
  (HOLD_EVENTS as readonly EnrolmentEvent[]).includes(event)

/** The hold that a registration of the hospital is under, by its state. */
export function holdOf(state: EnrolmentState, reviewOn: CivilDate | undefined): RegistrationHold | undefined {
  const event = HOLD_EVENTS.find((one) => HELD_STATE[one] === state)
  return event && { event, reviewOn }
}

/** What an event at the hospital makes of the hold of a registration that its company has not answered; else what cannot be kept. */
export function holdAfter(
  hold: RegistrationHold | undefined,
  event: EnrolmentEvent,
  reviewOn: CivilDate | undefined,
): { readonly hold: RegistrationHold | undefined } | 'not-a-hold' {
  if (isHoldEvent(event)) return { hold: { event, reviewOn } }
  return hold !== undefined && ENDS[hold.event] === event ? { hold: undefined } : 'not-a-hold'
}
