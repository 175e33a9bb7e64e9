import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { every, type StructuredDose, timesADay } from '../../therapies/dose.ts'
import { FORTNIGHTLY, LOADED, METHOTREXATE, part, phase, steady } from '../../therapies/dose.test-support.ts'
import { dosageOf } from './dosage.ts'

const START = '2026-12-07'
const repeats = (dose: StructuredDose) => dosageOf(dose, START).map(({ timing }) => timing.repeat)

describe('A dose as FHIR', () => {
  const cases: readonly (readonly [string, StructuredDose, readonly object[]])[] = [
    ['every 2 weeks', FORTNIGHTLY, [{ boundsPeriod: { start: START }, frequency: 1, period: 2, periodUnit: 'wk' }]],
    [
      'loading, then maintenance',
      LOADED,
      [
        { boundsPeriod: { start: START }, count: 1 },
        { boundsPeriod: { start: '2026-12-21' }, count: 1 },
        { boundsPeriod: { start: '2027-01-04' }, frequency: 1, period: 2, periodUnit: 'wk' },
      ],
    ],
    [
      'on a weekday',
      METHOTREXATE,
      [{ boundsPeriod: { start: START }, frequency: 1, period: 1, periodUnit: 'wk', dayOfWeek: ['mon'] }],
    ],
    [
      'twice a day for a week',
      { ...FORTNIGHTLY, phases: [phase('maintenance', 0, { days: 7 }, part(2, timesADay(2)))] },
      [{ boundsPeriod: { start: START, end: '2026-12-13' }, frequency: 2, period: 1, periodUnit: 'd' }],
    ],
    [
      'at a time, which leaves no room for a time of day',
      steady(FORTNIGHTLY, 40, { ...every(1, 'day'), at: ['08:00'], moments: ['morning'] }),
      [{ boundsPeriod: { start: START }, frequency: 1, period: 1, periodUnit: 'd', timeOfDay: ['08:00:00'] }],
    ],
    [
      'at night',
      steady(FORTNIGHTLY, 40, { ...every(1, 'day'), moments: ['night'] }),
      [{ boundsPeriod: { start: START }, frequency: 1, period: 1, periodUnit: 'd', when: ['NIGHT'] }],
    ],
  ]
  for (const [what, dose, expected] of cases) {
    it(`says “${what}”`, () => {
      assert.deepEqual(repeats(dose), expected)
    })
  }

  it('numbers phases that follow one another and says each in words', () => {
    const all = dosageOf(LOADED, START)
    assert.deepEqual(
      all.map(({ sequence }) => sequence),
      [1, 2, 3],
    )
    assert.match(all[0]!.text, /160 mg/)
    assert.match(all[2]!.text, /40 mg - every 2 weeks - from day 29/)
    assert.equal(all[0]!.doseAndRate[0]!.doseQuantity.value, 160)
  })

  it('gives a unit that is a product in words alone', () => {
    const [tablets] = dosageOf({ ...FORTNIGHTLY, unit: 'tablet' }, START)
    assert.deepEqual(tablets!.doseAndRate[0]!.doseQuantity, { value: 40, unit: 'tablet' })
  })
})
