import type { EscalationTarget } from './escalation.ts'
import type { Priority } from './priority.ts'

/** Everything that can happen to a task, with the words of its history. */
export const EVENT_WORDS = {
  created: 'Made',
  assigned: 'Given to',
  accepted: 'Taken',
  commented: 'Comment',
  escalated: 'Not finished in time: passed up to',
  closed: 'Finished',
  reopened: 'Opened again',
} as const
export type TaskEventKind = keyof typeof EVENT_WORDS

/** One line of a task's history. Never changed once written. */
export interface TaskEvent {
  readonly kind: TaskEventKind
  readonly at: Date
  readonly priority: Priority | null
  readonly dueAt: Date | null
  readonly ownerAccountId: string | null
  readonly teamId: string | null
  readonly escalatedTo: EscalationTarget | null
  readonly escalatedToTeamId: string | null
  readonly nextEscalationAt: Date | null
  readonly outcome: string | null
}

/** An event with nothing but its kind and time. */
export const bareEvent = (kind: TaskEventKind, at: Date): TaskEvent => ({
  kind,
  at,
  priority: null,
  dueAt: null,
  ownerAccountId: null,
  teamId: null,
  escalatedTo: null,
  escalatedToTeamId: null,
  nextEscalationAt: null,
  outcome: null,
})

/** What a task amounts to after its history. */
export interface TaskState {
  readonly priority: Priority
  readonly dueAt: Date
  readonly ownerAccountId: string | null
  readonly teamId: string | null
  readonly acceptedAt: Date | null
  readonly escalationStep: number
  readonly escalatedTo: EscalationTarget | null
  readonly escalatedToTeamId: string | null
  readonly nextEscalationAt: Date | null
  readonly closedAt: Date | null
  readonly outcome: string | null
  /** One for each line of history: someone who saw an older version must look again. */
  readonly version: number
}

const NOT_ESCALATED = { escalationStep: 0, escalatedTo: null, escalatedToTeamId: null } as const

/** The state after one more event. Throws when the event cannot follow, so that no such row is ever written. */
export function afterEvent(state: TaskState | undefined, event: TaskEvent): TaskState {
  const why = whyNot(state, event)
  if (why) throw new Error(`A task cannot be ${event.kind}: ${why}`)
  if (!state) return created(event)
  const next = { ...state, version: state.version + 1 }
  switch (event.kind) {
    case 'assigned':
      return {
        ...next,
        ...ownerOf(event),
        // A step that is still to come stays, or handing a task on in time would keep it from ever being passed up.
        ...(state.nextEscalationAt ? {} : { ...NOT_ESCALATED, nextEscalationAt: event.nextEscalationAt }),
        acceptedAt: null,
      }
    case 'accepted':
      return { ...next, ...ownerOf(event), acceptedAt: event.at }
    case 'escalated':
      return {
        ...next,
        escalationStep: state.escalationStep + 1,
        escalatedTo: event.escalatedTo,
        escalatedToTeamId: event.escalatedToTeamId,
        nextEscalationAt: event.nextEscalationAt,
      }
    case 'closed':
      return { ...next, closedAt: event.at, outcome: event.outcome, nextEscalationAt: null }
    case 'reopened':
      return {
        ...next,
        ...ownerOf(event),
        ...NOT_ESCALATED,
        dueAt: event.dueAt ?? state.dueAt,
        acceptedAt: null,
        closedAt: null,
        outcome: null,
        nextEscalationAt: event.nextEscalationAt,
      }
    case 'created':
    case 'commented':
      return next
  }
}

/** The state after a whole history, oldest first. */
export function afterHistory(events: readonly TaskEvent[]): TaskState {
  const state = events.reduce<TaskState | undefined>(afterEvent, undefined)
  if (!state) throw new Error('A task has at least one event')
  return state
}

/** Why an event cannot follow, in a few words; nothing when it can. */
function whyNot(state: TaskState | undefined, event: TaskEvent): string | undefined {
  if (event.kind === 'created') return state ? 'it exists' : noOwner(event)
  if (!state) return 'it does not exist'
  const needsOpen = event.kind !== 'reopened' && event.kind !== 'commented'
  if (needsOpen && state.closedAt) return 'it is finished'
  if (event.kind === 'reopened' && !state.closedAt) return 'it is open'
  if (event.kind === 'closed' && !event.outcome) return 'an outcome is missing'
  if (event.kind === 'escalated' && !event.escalatedToTeamId) return 'nobody would hear of it'
  return event.kind === 'assigned' || event.kind === 'accepted' || event.kind === 'reopened'
    ? noOwner(event)
    : undefined
}

const noOwner = (event: TaskEvent) =>
  event.ownerAccountId === null && event.teamId === null ? 'it would have no owner' : undefined

const ownerOf = ({ ownerAccountId, teamId }: TaskEvent) => ({ ownerAccountId, teamId })

function created(event: TaskEvent): TaskState {
  if (!event.priority || !event.dueAt) throw new Error('A task has a priority and a time it is due')
  return {
    priority: event.priority,
    dueAt: event.dueAt,
    ...ownerOf(event),
    ...NOT_ESCALATED,
    acceptedAt: null,
    nextEscalationAt: event.nextEscalationAt,
    closedAt: null,
    outcome: null,
    version: 1,
  }
}
