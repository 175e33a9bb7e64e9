import type { Refusal } from './refusal.ts'

/** What must be so for a transition. Answers nothing when it is, else what stands in the way. */
export type Guard<Facts> = (facts: Facts) => Refusal | readonly Refusal[] | undefined

/** One row of a machine: from a state, by an event, by someone in one of these roles, when every guard agrees. */
export type Transition<State extends string, Event extends string, Role extends string, Facts> = {
  readonly from: readonly State[]
  readonly event: Event
  readonly by: readonly Role[]
  readonly guards: readonly Guard<Facts>[]
  readonly to: State
}

/** A machine as a table. The words are what screens call each state and what was tried. */
export type Machine<State extends string, Event extends string, Role extends string, Facts> = {
  readonly name: string
  readonly initial: State
  readonly terminal: readonly State[]
  readonly states: Readonly<Record<State, string>>
  /** Each event in the words of a button or a log, “sign the prescription”. */
  readonly events: Readonly<Record<Event, string>>
  readonly roles: Readonly<Record<Role, string>>
  readonly transitions: readonly Transition<State, Event, Role, Facts>[]
}

declare const moved: unique symbol

/** A step that the machine allowed. Only `step` makes one, so whoever stores a state can ask for this and nothing else. */
export type Moved<State extends string, Event extends string> = {
  readonly from: State
  readonly event: Event
  readonly to: State
  readonly [moved]: true
}

export type Actor<Role extends string> = { readonly role: Role; readonly id: string }

export type StepAnswer<State extends string, Event extends string> =
  | { readonly ok: true; readonly moved: Moved<State, Event> }
  | { readonly ok: false; readonly refusals: readonly Refusal[] }

/**
 * What happens to something in a state when someone does something. Every refusal of every guard is given, so that a user
 * can put all of it right at once. Rows of one state and event are tried in order; the first that agrees is taken.
 */
export function step<State extends string, Event extends string, Role extends string, Facts>(
  machine: Machine<State, Event, Role, Facts>,
  state: State,
  event: Event,
  actor: Actor<Role>,
  facts: Facts,
): StepAnswer<State, Event> {
  const rows = machine.transitions.filter((row) => row.event === event && row.from.includes(state))
  if (rows.length === 0) return no('not-now', notNow(machine, state, event))
  const mine = rows.filter((row) => row.by.includes(actor.role))
  if (mine.length === 0) return no('not-your-role', notYours(machine, rows, event))
  let refusals: Refusal[] = []
  for (const row of mine) {
    const found = row.guards.flatMap((guard) => guard(facts) ?? [])
    if (found.length === 0) return { ok: true, moved: { from: state, event, to: row.to } as Moved<State, Event> }
    if (refusals.length === 0 || found.length < refusals.length) refusals = found
  }
  return { ok: false, refusals }
}

/** The events that a state answers to by someone, guards aside: what a page may offer. */
export const eventsFrom = <State extends string, Event extends string, Role extends string, Facts>(
  machine: Machine<State, Event, Role, Facts>,
  state: State,
  role?: Role,
): Event[] => [
  ...new Set(
    machine.transitions
      .filter((row) => row.from.includes(state) && (role === undefined || row.by.includes(role)))
      .map((row) => row.event),
  ),
]

/** Everything wrong with a table itself: no way out of a state, a way out of the end, a state that nothing reaches. */
export function machineProblems<State extends string, Event extends string, Role extends string, Facts>(
  machine: Machine<State, Event, Role, Facts>,
): string[] {
  const { transitions, terminal, initial } = machine
  const states = Object.keys(machine.states) as State[]
  const reached = new Set<State>([initial])
  for (let size = 0; size < reached.size;) {
    size = reached.size
    for (const { from, to } of transitions) if (from.some((state) => reached.has(state))) reached.add(to)
  }
  const isLeft = (state: State): boolean => transitions.some(({ from, to }) => from.includes(state) && to !== state)
  return [
    ...states.filter((state) => !terminal.includes(state) && !isLeft(state)).map((state) => `${state} has no way out`),
    ...states
      .filter((state) => terminal.includes(state) && isLeft(state))
      .map((state) => `${state} is an end with a way out`),
    ...states.filter((state) => !reached.has(state)).map((state) => `nothing leads to ${state}`),
    ...transitions.filter(({ by }) => by.length === 0).map(({ event, to }) => `nobody may ${event} to ${to}`),
  ]
}

/** A guard from a plain condition. */
export const must =
  <Facts>(name: string, sentence: string, holds: (facts: Facts) => boolean): Guard<Facts> =>
  (facts) =>
    holds(facts) ? undefined : { name, sentence }

const no = (name: string, sentence: string): { ok: false; refusals: Refusal[] } => ({
  ok: false,
  refusals: [{ name, sentence }],
})

const notNow = <State extends string, Event extends string, Role extends string, Facts>(
  { states, events, name }: Machine<State, Event, Role, Facts>,
  state: State,
  event: Event,
): string => `You cannot ${events[event]} now: the ${name} is “${states[state].toLowerCase()}”`

const notYours = <State extends string, Event extends string, Role extends string, Facts>(
  { events, roles }: Machine<State, Event, Role, Facts>,
  rows: readonly Transition<State, Event, Role, Facts>[],
  event: Event,
): string =>
  `Only these can ${events[event]}: ${[...new Set(rows.flatMap(({ by }) => by))].map((role) => roles[role]).join(', ')}`
