import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween } from '../../../core/values/civil-date.ts'
import { doseOf, firstDoseOn, type PlainDose } from './first-dose-on.ts'

const dose = (over: Partial<PlainDose> = {}): PlainDose => ({
  amount: 40,
  unit: 'milligram',
  every: 2,
  everyUnit: 'week',
  route: 'subcutaneous',
  firstDoseOn: undefined,
  nextDoseOn: '2026-12-07',
  ...over,
})

describe('The day from which doses of a row are counted', () => {
  for (const [title, over, countedOn, day] of [
    [
      'is the first dose when no next one is said',
      { nextDoseOn: undefined, firstDoseOn: '2026-10-01' },
      undefined,
      '2026-10-01',
    ],
    ['is the next dose without a count', {}, undefined, '2026-12-07'],
    ['is the next dose when the count is of that day', {}, '2026-12-07', '2026-12-07'],
    ['is the first dose after the count, when that was earlier', {}, '2026-11-20', '2026-11-23'],
    ['is the day of the count, when a dose was due on it', {}, '2026-11-09', '2026-11-09'],
    ['is never before the first dose', { firstDoseOn: '2026-11-23' }, '2026-10-01', '2026-11-23'],
    [
      'keeps to the days of the next dose, whatever the first one was',
      { firstDoseOn: '2026-11-20' },
      '2026-10-01',
      '2026-11-23',
    ],
    ['goes by days', { every: 3, everyUnit: 'day' }, '2026-11-29', '2026-12-01'],
  ] as const)
    it(title, () => assert.equal(firstDoseOn(dose(over), countedOn), day))
  it('lies whole intervals before the next dose, and leaves out no dose since the count', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 400 }), (every, before) => {
        const counted = addDays('2026-12-07', -before)
        const first = firstDoseOn(dose({ every, everyUnit: 'day' }), counted)!
        assert.equal(daysBetween(first, '2026-12-07') % every, 0)
        assert.ok(first >= counted && daysBetween(counted, first) < every)
      }),
    ))
})

describe('The dose of a row', () => {
  it('is one amount at one interval until it is changed', () => {
    const [phase, ...more] = doseOf(dose(), '1').phases
    assert.deepEqual(more, [])
    assert.deepEqual([phase!.lasts, phase!.parts.map(({ amount }) => amount)], ['until-changed', [40]])
  })
  for (const [every, everyUnit, said] of [
    [14, 'day', '2 week'],
    [10, 'day', '10 day'],
    [1, 'week', '1 week'],
  ] as const)
    it(`of every ${every} ${everyUnit} is said as every ${said}`, () => {
      const { frequency } = doseOf(dose({ every, everyUnit }), '1').phases[0]!.parts[0]!
      assert.equal(`${frequency.every} ${frequency.unit}`, said)
    })
  it('names its day when it is methotrexate once a week', () => {
    const { frequency } = doseOf(dose({ every: 1 }), '68887009').phases[0]!.parts[0]!
    assert.deepEqual(frequency.days, ['Monday'])
  })
})
