import { eventsFrom } from '../../../core/values/state-machine.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'
import { ENROLMENT, type EnrolmentEvent, type EnrolmentState } from './enrolment.ts'

/** Steps that ask for a reason at most, all on one kind of page. */
export const ACTS = {
  'send-back': {
    event: 'return',
    title: 'Send the registration back?',
    button: 'Send back',
    reason: 'What is to be put right',
  },
  correct: {
    event: 'correct',
    title: 'Correct the registration?',
    button: 'Open it for changes',
    reason: undefined,
  },
  resume: { event: 'resume', title: 'Let deliveries go on?', button: 'Let deliveries go on', reason: undefined },
  'keep-company': {
    event: 'keep-company',
    title: 'Stop the move to another company?',
    button: 'Stop the move',
    reason: undefined,
  },
  close: {
    event: 'close',
    title: 'Close the registration with the old company?',
    button: 'Close the registration',
    reason: undefined,
  },
  withdraw: {
    event: 'withdraw',
    title: 'Withdraw the patient from this company?',
    button: 'Withdraw',
    reason: 'Why they leave the company',
  },
} as const satisfies Record<
  string,
  {
    readonly event: EnrolmentEvent
    readonly title: string
    readonly button: string
    readonly reason: string | undefined
  }
>
export type Act = keyof typeof ACTS

export const isAct = (text: string): text is Act => Object.hasOwn(ACTS, text)

/** What somebody may do with a registration in a state, guards aside. */
export const eventsFor = (state: EnrolmentState, roles: ReadonlySet<HomecareRole>): ReadonlySet<EnrolmentEvent> =>
  new Set([...roles].flatMap((role) => eventsFrom(ENROLMENT, state, role)))
