import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isCriticalFailure } from './failure.ts'
import { deliveryIdOf, isContactWindowOpen, isWithinMostCover, lastDoseDay, planOf, usedInInterval } from './plan.ts'

const item = (lineId: string, ...units: number[]) => ({
  lineId,
  name: 'Humira',
  vmpId: '1',
  ampId: '2',
  unit: 'pre-filled pen',
  quantities: units.map((number) => ({ units: number, needs: number, lasts: undefined })),
  neededOn: [] as string[],
})
const LINE = { lineId: 'line-1', name: 'Humira', vmpId: '1', ampId: '2', unit: 'pre-filled pen' }
const PRESCRIPTION = {
  prescriptionId: '0193a0c4-5f2e-7abc-8def-0123456789ab',
  firstDoseOn: '2026-12-07',
  deliveries: 3,
  interval: { every: 8, unit: 'week' },
  items: [item('line-1', 4, 4, 4)],
} as const

describe('The plan of a prescription', () => {
  it('has each delivery on the first dose that it is for, and in the home a reserve before', () =>
    assert.deepEqual(
      planOf(PRESCRIPTION, 14).map(({ number, plannedOn, deliverBy, units }) => [number, plannedOn, deliverBy, units]),
      [
        [1, '2026-12-07', '2026-11-23', 4],
        [2, '2027-02-01', '2027-01-18', 4],
        [3, '2027-03-29', '2027-03-15', 4],
      ],
    ))
  it('adds up the items', () =>
    assert.equal(
      planOf({ ...PRESCRIPTION, items: [...PRESCRIPTION.items, item('line-2', 8, 8, 8)] }, 14)[0]?.units,
      12,
    ))
  it('leaves out an item, or a whole delivery, of which nothing is needed, and keeps the numbers of the others', () =>
    assert.deepEqual(
      planOf({ ...PRESCRIPTION, items: [item('line-1', 4, 0, 4), item('line-2', 2, 0, 0)] }, 14).map(
        ({ number, plannedOn, lines }) => [number, plannedOn, lines.map(({ lineId, units }) => [lineId, units])],
      ),
      [
        [
          1,
          '2026-12-07',
          [
            ['line-1', 4],
            ['line-2', 2],
          ],
        ],
        [3, '2027-03-29', [['line-1', 4]]],
      ],
    ))
  it('counts months from the first dose, not from the one before', () =>
    assert.deepEqual(
      planOf({ ...PRESCRIPTION, firstDoseOn: '2026-12-31', interval: { every: 1, unit: 'month' } }, 0).map(
        ({ plannedOn }) => plannedOn,
      ),
      ['2026-12-31', '2027-01-31', '2027-02-28'],
    ))
  it('goes by the item that is needed first', () =>
    assert.deepEqual(
      planOf(
        {
          ...PRESCRIPTION,
          items: [
            { ...item('line-1', 4, 4, 4), neededOn: ['2026-12-07', '2027-03-01', '2027-04-26'] },
            { ...item('line-2', 4, 0, 4), neededOn: ['2026-12-07', '2027-02-01', '2027-03-29'] },
          ],
        },
        14,
      ).map(({ plannedOn, deliverBy }) => [plannedOn, deliverBy]),
      [
        ['2026-12-07', '2026-11-23'],
        ['2027-03-01', '2027-02-15'],
        ['2027-03-29', '2027-03-15'],
      ],
    ))
  it('gives each the identifier that the other side works out too', () =>
    assert.deepEqual(
      planOf(PRESCRIPTION, 14).map(({ deliveryId }) => deliveryId),
      [1, 2, 3].map((number) => deliveryIdOf(PRESCRIPTION.prescriptionId, number)),
    ))
  it('lets people be asked from two weeks before the last day', () => {
    assert.equal(isContactWindowOpen('2027-01-18', '2027-01-03'), false)
    assert.equal(isContactWindowOpen('2027-01-18', '2027-01-04'), true)
  })
  for (const [title, lasts, last] of [
    ['has its last dose a reserve after the next one begins', [42], '2027-02-14'],
    ['has it then too when the dose cannot be counted', [undefined], '2027-02-14'],
    ['has it when doses brought early are used', [42, 98], '2027-03-15'],
  ] as const)
    it(title, () => {
      const delivery = { plannedOn: '2026-12-07', lines: lasts.map((days) => ({ lasts: days })) }
      assert.equal(lastDoseDay(delivery, { every: 8, unit: 'week' }), last)
    })
})

describe('The most at home', () => {
  const facts = {
    units: 4,
    used: 4,
    plannedOn: '2026-12-07',
    interval: { every: 8, unit: 'week' },
    mostCoverDays: 112,
  } as const
  it('is two deliveries of 8 weeks in 16 weeks', () => assert.ok(isWithinMostCover({ ...facts, usable: 4 })))
  it('is no more', () => assert.ok(!isWithinMostCover({ ...facts, usable: 5 })))
  it('goes by what the doses use, not by what this delivery brings', () => {
    assert.ok(isWithinMostCover({ ...facts, usable: 6, units: 2 }))
    assert.ok(!isWithinMostCover({ ...facts, usable: 7, units: 2 }))
    assert.equal(usedInInterval([{ ...LINE, units: 2, needs: 4 }], 2), 4)
    assert.equal(usedInInterval([{ ...LINE, units: 2, needs: 0 }], 2), 2)
    assert.equal(usedInInterval([{ ...LINE, units: 2 }], 2), 2)
  })
  it('cannot be told without a count', () => assert.ok(!isWithinMostCover({ ...facts, usable: undefined })))
})

describe('A failed delivery is critical', () => {
  const facts = { today: '2026-12-10', bookedOn: '2026-12-10', plannedOn: '2027-01-04', usable: 2 } as const
  it('not while there is time', () => assert.ok(!isCriticalFailure(facts)))
  it('not on the fifth day', () => assert.ok(!isCriticalFailure({ ...facts, bookedOn: '2026-12-05' })))
  it('after five days', () => assert.ok(isCriticalFailure({ ...facts, bookedOn: '2026-12-04' })))
  it('a week before the dose', () => assert.ok(isCriticalFailure({ ...facts, plannedOn: '2026-12-17' })))
  it('not eight days before', () => assert.ok(!isCriticalFailure({ ...facts, plannedOn: '2026-12-18' })))
  it('with nothing at home', () => assert.ok(isCriticalFailure({ ...facts, usable: 0 })))
  it('when nobody knows what is at home', () => assert.ok(isCriticalFailure({ ...facts, usable: undefined })))
})
