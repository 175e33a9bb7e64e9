import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { breaches, INVARIANTS, type Invariant } from './invariants.ts'
import { underWay, type World } from './world.test-support.ts'

/** One fault each, made in a world where everything holds. */
const FAULTS: readonly (readonly [string, Invariant, (world: World) => void])[] = [
  ['delivered without being dispensed', 'I1', ({ deliveries }) => void (deliveries[0]!.state = 'delivered')],
  [
    'delivered after its window',
    'I1',
    ({ deliveries }) =>
      void Object.assign(deliveries[0]!, {
        state: 'reconciled',
        dispensed: { wasSigned: true, isSignatureVerified: true, wasInWindow: false },
      }),
  ],
  [
    'two prescriptions of one treatment in supply',
    'I2',
    ({ prescriptions }) => {
      prescriptions[0]!.state = 'in-supply'
      prescriptions[2]!.state = 'in-supply'
    },
  ],
  [
    'a renewal in supply while the old one still sends',
    'I2',
    ({ prescriptions, deliveries }) => {
      prescriptions[0]!.state = 'in-supply'
      prescriptions[1]!.state = 'in-supply'
      deliveries[0]!.state = 'booked'
    },
  ],
  [
    'more than was signed for',
    'I3',
    ({ prescriptions, deliveries }) => {
      prescriptions[0]!.signedUnits = 3
      const dispensed = { wasSigned: true, isSignatureVerified: true, wasInWindow: true }
      Object.assign(deliveries[0]!, { state: 'delivered', dispensed })
    },
  ],
  ['screened by its prescriber', 'I4', ({ prescriptions }) => void (prescriptions[0]!.screenerId = 'doctor')],
  [
    'paid for by whoever ordered it',
    'I4',
    ({ prescriptions }) => void Object.assign(prescriptions[0]!, { orderedById: 'x', paidById: 'x' }),
  ],
  ['a schedule 2 drug sent electronically', 'I5', ({ prescriptions }) => void (prescriptions[0]!.schedule = 2)],
  [
    'a drug of no stated schedule sent electronically',
    'I5',
    ({ prescriptions }) => void (prescriptions[0]!.schedule = 'not-stated'),
  ],
  [
    'a schedule 1 drug through EPS',
    'I5',
    ({ prescriptions }) => void Object.assign(prescriptions[0]!, { schedule: 1, leftBy: 'eps' }),
  ],
  [
    'an active registration that nobody owns',
    'I6',
    ({ enrolments }) => void Object.assign(enrolments[0]!, { state: 'active', ownerId: undefined }),
  ],
  [
    'an active registration nobody watches',
    'I6',
    ({ enrolments }) => void Object.assign(enrolments[0]!, { state: 'active', isOnWorklist: false }),
  ],
  [
    'a delivery on its way after death',
    'I7',
    ({ enrolments, deliveries }) => {
      enrolments[0]!.state = 'deceased'
      deliveries[0]!.state = 'dispatched'
    },
  ],
  [
    'a query closed without an outcome',
    'I8',
    ({ matters }) => void matters.push({ id: 'm', kind: 'query', isClosed: true, outcome: ' ', closedById: 'x' }),
  ],
  [
    'an override closed by nobody',
    'I8',
    ({ matters }) =>
      void matters.push({ id: 'm', kind: 'override', isClosed: true, outcome: 'ok', closedById: undefined }),
  ],
]

describe('An invariant', () => {
  it('holds in a world where all is well', () => assert.deepEqual(breaches(underWay()), []))
  for (const [words, invariant, break_] of FAULTS)
    it(`${invariant} catches ${words}`, () => {
      const world = underWay()
      break_(world)
      assert.deepEqual([...new Set(breaches(world).map((breach) => breach.invariant))], [invariant])
    })
  it('lets a renewal begin once the old deliveries are asked back', () => {
    const world = underWay()
    world.prescriptions[0]!.state = 'in-supply'
    world.prescriptions[1]!.state = 'in-supply'
    world.deliveries[0]!.state = 'recall-requested'
    assert.deepEqual(breaches(world), [])
  })
  it('has a fault above for each of its kind', () =>
    assert.deepEqual([...new Set(FAULTS.map(([, invariant]) => invariant))], Object.keys(INVARIANTS)))
})
