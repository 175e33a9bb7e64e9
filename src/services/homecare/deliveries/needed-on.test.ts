import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { anyDose } from '../supply-cover/random-therapy.test-support.ts'
import type { Pause } from '../therapies/dose-schedule.ts'
import { FORTNIGHTLY, LOADED } from '../therapies/dose.test-support.ts'
import { neededOn } from './needed-on.ts'

const ITEM = {
  dose: FORTNIGHTLY,
  firstDoseOn: '2026-12-07',
  interval: { every: 8, unit: 'week' },
  supply: { amountPerUnit: 40, isShared: false },
} as const
const pause = (from: string, until: string | undefined, restart: Pause['restart']): Pause => ({ from, until, restart })
const daysOf = (pauses: readonly Pause[], over = {}) =>
  [0, 1, 2].map((index) => neededOn({ ...ITEM, ...over }, index, pauses))

describe('The day from which a delivery is needed', () => {
  for (const [title, pauses, days] of [
    ['is an interval after the one before', [], ['2026-12-07', '2027-02-01', '2027-03-29']],
    [
      'moves with the doses after a pause of 4 weeks',
      [pause('2026-12-21', '2027-01-18', 'from-restart')],
      ['2026-12-07', '2027-03-01', '2027-04-26'],
    ],
    [
      'moves by the doses that a pause left out: what was for them is still at home',
      [pause('2026-12-21', '2027-01-18', 'same-days')],
      ['2026-12-07', '2027-03-01', '2027-04-26'],
    ],
    [
      'stays when no dose fell in the pause',
      [pause('2026-12-08', '2026-12-20', 'same-days')],
      ['2026-12-07', '2027-02-01', '2027-03-29'],
    ],
    [
      'stays when the pause was over before the first dose',
      [pause('2026-10-01', '2026-11-01', 'from-restart')],
      ['2026-12-07', '2027-02-01', '2027-03-29'],
    ],
    [
      'stays while nobody knows when the pause ends',
      [pause('2026-12-21', undefined, 'from-restart')],
      ['2026-12-07', '2027-02-01', '2027-03-29'],
    ],
  ] as const)
    it(title, () => assert.deepEqual(daysOf(pauses), days))
  it('counts loading doses by what they use', () =>
    assert.deepEqual(daysOf([pause('2026-12-10', '2027-01-07', 'from-restart')], { dose: LOADED }), [
      '2026-12-07',
      '2027-02-18',
      '2027-04-15',
    ]))
  it('needs no strength', () =>
    assert.deepEqual(
      daysOf([pause('2026-12-21', '2027-01-18', 'from-restart')], { supply: undefined })[1],
      '2027-03-01',
    ))
  it('keeps its place behind one that moved further, when the doses after it end', () => {
    const [one] = FORTNIGHTLY.phases
    const dose = { ...FORTNIGHTLY, phases: [{ ...one!, lasts: { doses: 5 } }] }
    assert.deepEqual(daysOf([pause('2026-12-21', '2027-07-05', 'from-restart')], { dose }), [
      '2026-12-07',
      '2027-08-16',
      '2027-08-16',
    ])
  })
  it('never comes earlier because of a pause, and keeps its order', () => {
    const pauses = fc.array(
      fc
        .record({ start: fc.integer({ min: 1, max: 9 }), restart: fc.constantFrom('same-days', 'from-restart') })
        .map(({ start, restart }): Pause => pause(`2027-0${start}-05`, `2027-0${start}-26`, restart)),
      { maxLength: 2 },
    )
    fc.assert(
      fc.property(anyDose, pauses, (dose, some) => {
        const [without, moved] = [daysOf([], { dose }), daysOf(some, { dose })]
        for (const [index, day] of moved.entries()) {
          assert.ok(day >= without[index]!)
          assert.ok(index === 0 || day >= moved[index - 1]!)
        }
      }),
      { numRuns: 500 },
    )
  })
})
