import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventsFrom, type Machine, machineProblems, must, step } from './state-machine.ts'

type State = 'shut' | 'open' | 'broken'
type Event = 'open' | 'shut' | 'break'
type Role = 'porter' | 'visitor'
type Facts = { hasKey: boolean; isDay: boolean }

const door: Machine<State, Event, Role, Facts> = {
  name: 'door',
  initial: 'shut',
  terminal: ['broken'],
  states: { shut: 'Shut', open: 'Open', broken: 'Broken' },
  events: { open: 'open the door', shut: 'shut the door', break: 'break the door' },
  roles: { porter: 'the porter', visitor: 'a visitor' },
  transitions: [
    {
      from: ['shut'],
      event: 'open',
      by: ['porter'],
      guards: [
        must('no-key', 'Find the key', ({ hasKey }) => hasKey),
        must('night', 'Wait until morning', ({ isDay }) => isDay),
      ],
      to: 'open',
    },
    { from: ['open'], event: 'shut', by: ['porter', 'visitor'], guards: [], to: 'shut' },
    { from: ['open', 'shut'], event: 'break', by: ['visitor'], guards: [], to: 'broken' },
  ],
}
const porter = { role: 'porter', id: 'p1' } as const
const visitor = { role: 'visitor', id: 'v1' } as const
const names = (answer: ReturnType<typeof step<State, Event, Role, Facts>>) =>
  answer.ok ? answer.moved.to : answer.refusals.map(({ name, sentence }) => `${name}: ${sentence}`)

describe('A step', () => {
  const able = { hasKey: true, isDay: true }
  it('goes where the table says', () => assert.equal(names(step(door, 'shut', 'open', porter, able)), 'open'))
  it('is refused with every reason at once', () =>
    assert.deepEqual(names(step(door, 'shut', 'open', porter, { hasKey: false, isDay: false })), [
      'no-key: Find the key',
      'night: Wait until morning',
    ]))
  it('is refused to someone in another role, who is told whose it is', () =>
    assert.deepEqual(names(step(door, 'shut', 'open', visitor, able)), [
      'not-your-role: Only these can open the door: the porter',
    ]))
  it('is refused when the state does not know it', () =>
    assert.deepEqual(names(step(door, 'broken', 'open', porter, able)), [
      'not-now: You cannot open the door now: the door is “broken”',
    ]))
})

describe('A table', () => {
  it('offers each role its own events', () => {
    assert.deepEqual(eventsFrom(door, 'open'), ['shut', 'break'])
    assert.deepEqual(eventsFrom(door, 'shut', 'porter'), ['open'])
  })
  it('has nothing wrong', () => assert.deepEqual(machineProblems(door), []))
  it('is caught with a dead end, an end that is left, a state nothing reaches and an event nobody may do', () => {
    assert.deepEqual(machineProblems({ ...door, terminal: [] }), ['broken has no way out'])
    assert.deepEqual(machineProblems({ ...door, terminal: ['broken', 'open'] }), ['open is an end with a way out'])
    assert.deepEqual(machineProblems({ ...door, initial: 'open', transitions: door.transitions.slice(0, 2) }), [
      'nothing leads to broken',
    ])
    assert.deepEqual(
      machineProblems({ ...door, transitions: [...door.transitions, { ...door.transitions[1]!, by: [] }] }),
      ['nobody may shut to shut'],
    )
  })
})
