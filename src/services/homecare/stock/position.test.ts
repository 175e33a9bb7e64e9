import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { StockLot } from '../supply-cover/stock.ts'
import { positionOf, type Count, type HandedOver } from './position.ts'

const LOT: StockLot = {
  units: 4,
  state: 'usable',
  batch: undefined,
  usableFrom: '2026-11-30',
  usableUntil: undefined,
  source: 'company-count',
  confidence: 'reported',
}
const COUNT: Count = {
  unknownWhy: undefined,
  countedOn: '2026-11-30',
  dosesFrom: '2026-11-30',
  lots: [LOT],
  source: 'company-count',
  recordedAt: new Date('2026-11-30T10:00:00Z'),
}
const PACK = { lineId: 'line-1', code: '1', units: 4, batch: 'B1', usableUntil: '2027-10-31' }
const LATER: HandedOver = {
  state: 'delivered',
  stateSince: new Date('2026-12-03T12:00:00Z'),
  deliveredOn: '2026-12-03',
  at: new Date('2026-12-03T12:00:00Z'),
  units: 4,
  packs: [PACK],
}
const BEFORE: HandedOver = {
  ...LATER,
  deliveredOn: '2026-11-20',
  at: new Date('2026-11-20T12:00:00Z'),
}
const usable = (count: Count | undefined, ...handedOver: HandedOver[]): number | string => {
  const position = positionOf(count, handedOver)
  return position.status === 'unknown'
    ? position.why
    : position.lots.reduce((sum, { state, units }) => sum + (state === 'usable' ? Number(units) : 0), 0)
}

describe('What is at home', () => {
  it('is unknown until somebody counts', () => assert.equal(usable(undefined, LATER), 'never-counted'))
  it('is unknown when the count itself says so', () =>
    assert.equal(usable({ ...COUNT, unknownWhy: 'not-believed', countedOn: undefined }), 'not-believed'))
  it('is what was counted', () => assert.equal(usable(COUNT), 4))
  it('is that and what came since', () => assert.equal(usable(COUNT, LATER), 8))
  it('does not count twice what was there already', () => assert.equal(usable(COUNT, BEFORE), 4))
  it('takes a delivery later on the day of the count', () =>
    assert.equal(usable(COUNT, { ...LATER, deliveredOn: '2026-11-30', at: new Date('2026-11-30T15:00:00Z') }), 8))
  it('takes one earlier on that day as counted, and one of which only the day is known', () => {
    assert.equal(usable(COUNT, { ...LATER, deliveredOn: '2026-11-30', at: new Date('2026-11-30T08:00:00Z') }), 4)
    assert.equal(usable(COUNT, { ...LATER, deliveredOn: '2026-11-30', at: undefined }), 4)
  })
  it('keeps the batches of a delivery apart', () => {
    const position = positionOf(COUNT, [
      {
        ...LATER,
        packs: [
          { ...PACK, units: 2 },
          { ...PACK, units: 2, batch: 'B2', usableUntil: '2027-01-31' },
        ],
      },
    ])
    assert.ok(position.status === 'counted')
    assert.deepEqual(
      position.lots.map(({ batch, units, usableUntil }) => [batch, units, usableUntil]),
      [
        [undefined, 4, undefined],
        ['B1', 2, '2027-10-31'],
        ['B2', 2, '2027-01-31'],
      ],
    )
  })
  it('leaves out what must not be used, and takes it back once released', () => {
    assert.equal(usable(COUNT, { ...LATER, state: 'quarantined' }), 4)
    assert.equal(usable(COUNT, { ...LATER, state: 'destroyed' }), 4)
    assert.equal(usable(COUNT, { ...LATER, state: 'released' }), 8)
    assert.equal(usable(COUNT, { ...LATER, state: 'reconciled' }), 8)
  })
  it('is in dispute while a delivery is, until somebody counts again', () => {
    assert.equal(usable(COUNT, { ...LATER, state: 'disputed' }), 'disputed')
    const again = { ...COUNT, countedOn: '2026-12-04', recordedAt: new Date('2026-12-04T10:00:00Z') }
    assert.equal(usable(again, { ...LATER, state: 'disputed' }), 4)
  })
  describe('when something counted is quarantined afterwards', () => {
    const lost = { ...BEFORE, state: 'quarantined', stateSince: new Date('2026-12-01T10:00:00Z') } as const
    it('is less by it', () => assert.equal(usable(COUNT, lost), 0))
    it('is never less than nothing', () => assert.equal(usable({ ...COUNT, lots: [{ ...LOT, units: 1 }] }, lost), 0))
    it('keeps batches that are known to be others', () =>
      assert.equal(
        usable(
          {
            ...COUNT,
            lots: [
              { ...LOT, batch: 'B9' },
              { ...LOT, batch: 'B1' },
            ],
          },
          lost,
        ),
        4,
      ))
    it('is not less once a newer count has seen it', () =>
      assert.equal(usable({ ...COUNT, recordedAt: new Date('2026-12-02T10:00:00Z') }, lost), 4))
  })
})
