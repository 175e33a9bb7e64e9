import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { timesADay } from './dose.ts'
import type { DoseSchedule } from './dose-schedule.ts'
import { afterInterval, quantityFit, supplyFor, unitsForDose, unitsNeeded } from './quantity.ts'
import { FORTNIGHTLY, LOADED, steady } from './dose.test-support.ts'

const from = (dose: DoseSchedule['dose']): DoseSchedule => ({
  dose,
  firstDoseOn: '2026-12-07',
  pauses: [],
  endsOn: undefined,
})
const pen = { amountPerUnit: 40, isShared: false }

describe('Units for one dose', () => {
  it('are as many pens as hold it', () => assert.equal(unitsForDose(160_000, pen), 4000))
  it('count an opened pen whole', () => assert.equal(unitsForDose(50_000, pen), 2000))
  it('count half a tablet as half', () => assert.equal(unitsForDose(2500, { amountPerUnit: 5, isShared: true }), 500))
  it('are refused when a unit holds nothing', () =>
    assert.throws(() => unitsForDose(1, { amountPerUnit: 0, isShared: false })))
  it('by product do not look at the strength', () =>
    assert.equal(supplyFor({ ...FORTNIGHTLY, unit: 'pen' }, 40, false).amountPerUnit, 1))
})

describe('The quantity needed', () => {
  it('is the doses of the interval', () =>
    assert.equal(
      unitsNeeded(from(FORTNIGHTLY), pen, '2026-12-07', afterInterval('2026-12-07', { every: 8, unit: 'week' })),
      4,
    ))
  it('counts loading doses in full', () =>
    assert.equal(
      unitsNeeded(from(LOADED), pen, '2026-12-07', afterInterval('2026-12-07', { every: 8, unit: 'week' })),
      4 + 2 + 1 + 1,
    ))
  it('counts a part tablet at the end whole', () =>
    assert.equal(
      unitsNeeded(
        from(steady({ ...FORTNIGHTLY, unit: 'tablet' }, 0.5, timesADay(1))),
        { amountPerUnit: 1, isShared: true },
        '2026-12-07',
        '2026-12-14',
      ),
      4,
    ))
  it('by month is by the calendar', () =>
    assert.equal(afterInterval('2026-12-31', { every: 1, unit: 'month' }, 2), '2027-02-28'))
})

describe('A stated quantity', () => {
  for (const [words, stated, needed, pack, why] of [
    ['fits when it is what the doses need', 4, 4, undefined, 'exact'],
    ['fits when rounded up to whole packs', 6, 5, 2, 'whole-packs'],
    ['fits within 10% in original packs', 84, 90, 28, 'original-pack'],
    ['does not fit when 10% short but not in packs', 83, 90, 28, 'too-little'],
    ['does not fit when one short', 3, 4, undefined, 'too-little'],
    ['does not fit when a whole pack too many', 8, 4, 2, 'too-much'],
    ['does not fit when it is half of something', 4.5, 4, undefined, 'not-a-quantity'],
    ['does not fit when it is nothing', 0, 0, undefined, 'not-a-quantity'],
    ['does not fit when it is not a number', Number.NaN, 4, undefined, 'not-a-quantity'],
  ] as const) {
    it(words, () => {
      const fit = quantityFit(stated, needed, pack)
      assert.equal(fit.why, why)
      assert.ok(fit.sentence.length > 10)
    })
  }
})
