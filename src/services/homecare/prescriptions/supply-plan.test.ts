import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FORTNIGHTLY, LOADED, steady } from '../therapies/dose.test-support.ts'
import { every } from '../therapies/dose.ts'
import {
  coverEnds,
  deliveryDays,
  isWithinDuration,
  nextFirstDose,
  offeredQuantity,
  packOf,
  type SupplyPlan,
  unitsPerDelivery,
} from './supply-plan.ts'

const PLAN: SupplyPlan = {
  dose: FORTNIGHTLY,
  pauses: [],
  supply: { amountPerUnit: 40, isShared: false },
  firstDoseOn: '2026-12-07',
  deliveries: 3,
  interval: { every: 8, unit: 'week' },
}

describe('The quantity of each delivery', () => {
  for (const [title, over, units] of [
    ['is what the doses of its weeks need', {}, 4],
    ['counts two pens for 80 mg', { dose: steady(FORTNIGHTLY, 80, every(2, 'week')) }, 8],
    ['is enough for the loading doses of the first', { dose: LOADED }, 8],
    ['is enough for the longest month', { interval: { every: 1, unit: 'month' } }, 3],
    [
      'leaves out what a pause leaves out',
      {
        deliveries: 1,
        pauses: [{ from: '2026-12-20', until: '2027-01-10', restart: 'same-days' }],
      },
      2,
    ],
  ] as const)
    it(title, () => assert.equal(unitsPerDelivery({ ...PLAN, ...over } as SupplyPlan), units))
  for (const [needed, packs, offered] of [
    [4, [2], 4],
    [3, [2], 4],
    [3, [], 3],
    [3, [1, 2], 3],
  ] as const)
    it(`offers ${offered} for ${needed} in packs of ${packs.join(' or ') || 'nothing'}`, () =>
      assert.equal(offeredQuantity(needed, packs), offered))
  for (const [quantity, packs, pack] of [
    [4, [1, 2], 2],
    [3, [1, 2], 1],
    [3, [2], undefined],
  ] as const)
    it(`of ${quantity} is packs of ${pack}`, () => assert.equal(packOf(quantity, packs), pack))
})

describe('The days of a prescription', () => {
  it('begin each delivery', () => assert.deepEqual(deliveryDays(PLAN), ['2026-12-07', '2027-02-01', '2027-03-29']))
  it('end with the first day not covered', () => assert.equal(coverEnds(PLAN), '2027-05-24'))
  for (const [title, over, isWithin] of [
    ['three in six months', {}, true],
    ['four of eight weeks', { deliveries: 4 }, true],
    ['more than the organisation allows', { deliveries: 12 }, false],
    ['a first dose in a year', { firstDoseOn: '2027-12-07' }, false],
  ] as const)
    it(`${title} ${isWithin ? 'fit' : 'do not fit'}`, () =>
      assert.equal(
        isWithinDuration(
          { ...PLAN, ...over },
          { now: new Date('2026-11-30T09:00:00Z'), today: '2026-11-30', notBefore: undefined, schedule: 'none' },
        ),
        isWithin,
      ))
})

describe('The first dose of a renewal', () => {
  for (const [title, over, today, on] of [
    ['is the first that the last one does not cover', {}, '2027-05-01', '2027-05-24'],
    ['keeps the rhythm when it is late', {}, '2027-05-26', '2027-06-07'],
    ['is on the day itself when that is today', {}, '2027-06-07', '2027-06-07'],
    [
      'moves with a pause',
      {
        pauses: [{ from: '2027-01-01', until: '2027-01-08', restart: 'from-restart' }],
      },
      '2027-05-01',
      '2027-05-28',
    ],
    [
      'is not known while paused',
      { pauses: [{ from: '2027-01-01', until: undefined, restart: 'from-restart' }] },
      '2027-05-01',
      undefined,
    ],
  ] as const)
    it(title, () => assert.equal(nextFirstDose({ ...PLAN, ...over } as SupplyPlan, today), on))
})
