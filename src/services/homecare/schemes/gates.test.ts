import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { USUAL_SUPPLY_TIMES } from '../supply-cover/deadlines.ts'
import { every, timesADay } from '../therapies/dose.ts'
import { FORTNIGHTLY, LOADED, steady } from '../therapies/dose.test-support.ts'
import {
  type GateFacts,
  gateFindings,
  GATES,
  GATE_GRADES,
  type OtherTreatment,
  overrideRates,
  unresolvedGates,
} from './gates.ts'
import { isApproved, type Scheme } from './scheme.ts'

const ADALIMUMAB = '33578811000001108'
const SCHEME: Scheme = {
  name: 'Adalimumab for adults',
  version: 1,
  vtmId: ADALIMUMAB,
  isBiologic: true,
  brands: ['38968011000001107'],
  limits: { unit: 'milligram', least: 40, most: 80, mostLoading: 160, shortestDays: 7 },
  times: USUAL_SUPPLY_TIMES.value,
  mayCheckerScreen: true,
  mostPauseDays: 84,
  mostCoverDays: 112,
  approvedBy: ['one', 'two'],
  verified: true,
  signedOff: { by: 'Amira Osei', registration: 'GPhC 2012345', on: '2026-11-22' },
}
const FACTS: GateFacts = {
  today: '2026-11-22',
  allergies: { status: 'none-known', askedOn: '2026-06-01', askedBy: 'nurse' },
  vtmId: ADALIMUMAB,
  ampId: '38968011000001107',
  isBiologic: true,
  dose: FORTNIGHTLY,
  others: [],
  scheme: SCHEME,
}
const other = (more: Partial<OtherTreatment>): OtherTreatment => ({
  therapyId: 't2',
  vtmId: '1',
  name: 'Imraldi 40mg',
  company: 'Second Homecare',
  isBiologic: false,
  ...more,
})
const found = (more: Partial<GateFacts>) =>
  gateFindings({ ...FACTS, ...more })
    .map(({ name, grade }) => `${grade} ${name}`)
    .join()

describe('The gates', () => {
  it('find nothing when all is well', () => assert.equal(found({}), ''))
  it('let loading doses up to their own limit through', () => assert.equal(found({ dose: LOADED }), ''))
  for (const [words, more, finding] of [
    ['stop when nobody asked about allergies', { allergies: { status: 'not-yet-asked' } }, 'stop allergies-unknown'],
    [
      'ask for a reason when that was long ago',
      { allergies: { status: 'none-known', askedOn: '2025-11-21', askedBy: 'nurse' } },
      'reason allergies-old',
    ],
    [
      'stop at the same substance from another company',
      { others: [other({ vtmId: ADALIMUMAB, isBiologic: true })] },
      'stop duplicate-substance',
    ],
    ['ask for a reason for a second biologic', { others: [other({ isBiologic: true })] }, 'reason two-biologics'],
    ['say nothing of another medicine that is not one', { others: [other({})] }, ''],
    ['stop when the other treatments could not be read', { others: undefined }, 'stop others-unknown'],
    ['stop at a product without a substance', { vtmId: undefined }, 'stop substance-unknown,stop no-scheme'],
    ['stop without a scheme', { scheme: undefined }, 'stop no-scheme'],
    ['stop at the scheme of another medicine', { scheme: { ...SCHEME, vtmId: '1' } }, 'stop no-scheme'],
    [
      'stop at a scheme that one person approved',
      { scheme: { ...SCHEME, approvedBy: ['one', 'one'] } },
      'stop scheme-not-approved',
    ],
    ['ask for a reason for a brand outside the scheme', { ampId: '1' }, 'reason brand-not-in-scheme'],
    ['ask for a reason above the most', { dose: steady(FORTNIGHTLY, 80.5, every(2, 'week')) }, 'reason dose-high'],
    [
      'ask for a reason more often than allowed',
      { dose: steady(FORTNIGHTLY, 40, every(6, 'day')) },
      'reason dose-often',
    ],
    ['ask for one twice a day', { dose: steady(FORTNIGHTLY, 40, timesADay(2)) }, 'reason dose-often'],
    [
      'ask for one on two days a week',
      { dose: steady(FORTNIGHTLY, 40, every(1, 'week', ['Monday', 'Friday'])) },
      'reason dose-often',
    ],
    ['note a dose below the least', { dose: steady(FORTNIGHTLY, 20, every(2, 'week')) }, 'note dose-low'],
    [
      'stop at a unit that the limits are not in',
      { dose: steady({ ...FORTNIGHTLY, unit: 'pen' }, 1, every(2, 'week')) },
      'stop dose-unit',
    ],
    ['note limits that nobody signed off', { scheme: { ...SCHEME, verified: false } }, 'note scheme-not-verified'],
    [
      'put stops first',
      { ampId: '1', scheme: { ...SCHEME, verified: false }, others: undefined },
      'stop others-unknown,reason brand-not-in-scheme,note scheme-not-verified',
    ],
  ] as const satisfies readonly (readonly [string, Partial<GateFacts>, string])[])
    it(words, () => assert.equal(found(more), finding))
  it('stop when a check fails to answer', () =>
    assert.ok(found({ scheme: { ...SCHEME, brands: undefined as never } }).includes('stop brand-not-in-scheme')))
  it('each have one grade', () => {
    const graded = [...GATE_GRADES.value.stop, ...GATE_GRADES.value.reason, ...GATE_GRADES.value.note]
    assert.deepEqual(graded.toSorted(), GATES.map(({ name }) => name).toSorted())
  })
})

describe('A finding', () => {
  const two = gateFindings({ ...FACTS, others: [other({ isBiologic: true })] })
  it('that asks for a reason stands until there is one in words, with a name', () => {
    assert.equal(unresolvedGates(two, []).length, 1)
    assert.equal(unresolvedGates(two, [{ name: 'two-biologics', reason: ' ', byId: 'x' }]).length, 1)
    assert.equal(unresolvedGates(two, [{ name: 'two-biologics', reason: 'Agreed at MDT', byId: '' }]).length, 1)
    assert.equal(unresolvedGates(two, [{ name: 'dose-high', reason: 'Agreed at MDT', byId: 'x' }]).length, 1)
    assert.equal(unresolvedGates(two, [{ name: 'two-biologics', reason: 'Agreed at MDT', byId: 'x' }]).length, 0)
  })
  it('that stops is overridden by nobody', () => {
    const stop = gateFindings({ ...FACTS, others: undefined })
    assert.equal(unresolvedGates(stop, [{ name: 'others-unknown', reason: 'I know', byId: 'x' }]).length, 1)
  })
  it('is counted with its overrides', () =>
    assert.deepEqual(
      overrideRates([
        { findings: two, overrides: [{ name: 'two-biologics', reason: 'Agreed', byId: 'x' }] },
        { findings: two, overrides: [] },
      ]),
      [{ name: 'two-biologics', found: 2, overridden: 1 }],
    ))
})

describe('A scheme', () => {
  it('is approved by two different people', () => {
    assert.ok(isApproved(SCHEME))
    assert.ok(!isApproved({ approvedBy: ['one'] }))
    assert.ok(!isApproved({ approvedBy: ['one', 'one'] }))
  })
})
