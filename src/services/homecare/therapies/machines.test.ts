import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { eventsFrom, type Machine, machineProblems } from '../../../core/values/state-machine.ts'
import { type HomecareRole } from './homecare-role.ts'
import { breaches } from './invariants.ts'
import { act, MACHINES, newWorld, stateOf, underWay } from './world.test-support.ts'

const RUNS = process.env['TROTH_TEST_FULL'] === '1' ? 10_000 : 400
type Any = Machine<string, string, HomecareRole, never>
const KINDS = ['enrolment', 'therapy', 'prescription', 'delivery'] as const
const machineOf = (kind: (typeof KINDS)[number]): Any => MACHINES[kind] as unknown as Any

describe('Each machine', () => {
  for (const kind of KINDS)
    it(`of ${kind} has a way out of every state but its ends, and all states can be reached`, () =>
      assert.deepEqual(machineProblems(machineOf(kind)), []))
})

const IDS = {
  enrolment: ['e'],
  therapy: ['t'],
  prescription: ['p', 'p', 'q', 'rival'],
  delivery: ['p1', 'p2', 'p3', 'q1', 'q2', 'q3', 'rival1'],
}
const anyAct = fc.record({
  on: fc.constantFrom(
    'enrolment',
    'therapy',
    'prescription',
    'prescription',
    'prescription',
    'delivery',
    'delivery',
    'delivery',
    'delivery' as const,
  ),
  which: fc.nat(),
  choice: fc.nat(),
  isWild: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  role: fc.constantFrom<HomecareRole>('prescriber', 'pharmacist', 'company', 'patient', 'system', 'courier'),
  actorId: fc.constantFrom('doctor', 'other', 'other', 'other'),
  tweaks: fc.record({
    isSignatureVerified: often(),
    isPassword: often().map((yes) => !yes),
    isWindowOpen: often(),
    hasReason: often(),
    hasProof: often(),
    isLoading: fc.boolean(),
  }),
})
function often(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 9 }).map((roll) => roll > 0)
}
/** Ends come soon enough by themselves: a run that only ever stops proves little. */
const ENDING = [
  'withdraw',
  'record-death',
  'stop',
  'discard',
  'request-cancel',
  'decline',
  'expire',
  'reject',
  'request-recall',
  'rebook',
  'pause',
  'suspend',
  'begin-transfer',
]

describe('Whatever anyone does, in whatever order', () => {
  const reached = new Map<string, number>()
  const refused = new Set<string>()
  it('no invariant breaks, ends stay ends and every refusal has words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<'none' | 2 | 4 | 'not-stated'>('none', 'none', 'none', 4, 2, 'not-stated'),
        fc.boolean(),
        fc.array(anyAct, { minLength: 150, maxLength: 300 }),
        (schedule, isUnderWay, acts) => {
          const world = isUnderWay ? underWay() : newWorld(schedule)
          for (const { on, which, choice, isWild, role, actorId, tweaks } of acts) {
            const id = IDS[on][which % IDS[on].length]!
            const [machine, before] = [machineOf(on), stateOf(world, { on, id })]
            const all = Object.keys(machine.events)
            const usual = eventsFrom(machine, before).filter(
              (event) => !ENDING.includes(event) || choice % (on === 'therapy' || on === 'enrolment' ? 61 : 13) === 0,
            )
            const event = (isWild || usual.length === 0 ? all[choice % all.length] : usual[choice % usual.length])!
            const mine = machine.transitions
              .filter((row) => row.event === event && row.from.includes(before))
              .flatMap(({ by }) => by)
            const as = isWild || mine.length === 0 ? role : mine[choice % mine.length]!
            const signer = event.startsWith('sign') && !isWild ? 'doctor' : actorId
            const refusals = act(world, { on, id, event, role: as, actorId: signer }, tweaks)
            const after = stateOf(world, { on, id })
            reached.set(`${on} ${after}`, (reached.get(`${on} ${after}`) ?? 0) + 1)
            if (refusals.length > 0) assert.equal(after, before)
            if (machine.terminal.includes(before)) assert.equal(after, before)
            for (const { name, sentence } of refusals) {
              refused.add(name)
              assert.match(sentence, /^[A-Z].{9,}$/)
            }
            assert.deepEqual(breaches(world), [], `${on} ${id} ${before} ${event} ${after}`)
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true, includeErrorInReport: true },
    )
  })
  it('and that was a real test: far states were reached and guards did refuse', () => {
    for (const state of [
      'prescription in-supply',
      'prescription superseded',
      'prescription too-late',
      'prescription cancelled',
      'delivery reconciled',
      'delivery recalled',
      'therapy stopped',
      'enrolment active',
    ])
      assert.ok((reached.get(state) ?? 0) > 0, `${state} was never reached: ${[...reached.keys()].join(', ')}`)
    for (const name of [
      'supply-held',
      'not-in-force',
      'signature',
      'own-prescription',
      'password-only',
      'paper-only',
      'other-prescription',
      'over-quantity',
    ])
      assert.ok(refused.has(name), `${name} never refused: ${[...refused].join(', ')}`)
  })
})
