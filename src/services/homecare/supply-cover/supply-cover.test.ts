import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { timesADay } from '../therapies/dose.ts'
import type { DoseSchedule } from '../therapies/dose-schedule.ts'
import { FORTNIGHTLY, LOADED, steady } from '../therapies/dose.test-support.ts'
import { USUAL_SUPPLY_TIMES } from './deadlines.ts'
import { lastDayOfExpiry, type StockLot, unitsInPacks } from './stock.ts'
import { supplyCover, type SupplyFacts } from './supply-cover.ts'

const schedule: DoseSchedule = { dose: FORTNIGHTLY, firstDoseOn: '2026-12-07', pauses: [], endsOn: undefined }
const lot = (units: StockLot['units'], more: Partial<StockLot> = {}): StockLot => ({
  units,
  state: 'usable',
  batch: 'AB123',
  usableFrom: '2026-11-22',
  usableUntil: undefined,
  source: 'patient-count',
  confidence: 'counted',
  ...more,
})
const counted = (...lots: StockLot[]): SupplyFacts['stock'] => ({
  status: 'counted',
  countedOn: '2026-11-22',
  dosesFrom: '2026-11-22',
  lots,
})
/** Fortnightly pen, 4 in hand, next dose Monday 7 December 2026: the example of the research note. */
const example: SupplyFacts = {
  today: '2026-11-22',
  schedule,
  supply: { amountPerUnit: 40, isShared: false },
  stock: counted(lot(4)),
  missed: [],
  extraUse: [],
  booked: [],
  countBooked: false,
  times: USUAL_SUPPLY_TIMES.value,
}
const until = (facts: Partial<SupplyFacts>): string => {
  const cover = supplyCover({ ...example, ...facts })
  return cover.state === 'runs-out' ? cover.firstUncovered : cover.state === 'unknown' ? cover.why : cover.state
}

describe('The example of four pens before Christmas', () => {
  it('is covered until 1 February 2027, with its deadlines', () =>
    assert.deepEqual(supplyCover(example), {
      state: 'runs-out',
      firstUncovered: '2027-02-01',
      deadlines: {
        deliverBy: '2027-01-18',
        prescriptionAtCompanyBy: '2027-01-04',
        signBy: '2026-12-29',
        bloodsBy: '2026-12-29',
        fundingBy: '2026-12-29',
        askBy: '2026-12-18',
      },
      confidence: 'counted',
      lapsedOn: undefined,
    }))
  it('has other deadlines where 2 January and its Monday are holidays', () => {
    const cover = supplyCover({
      ...example,
      times: { ...example.times, nation: 'scotland', companyNation: 'scotland' },
    })
    assert.ok(cover.state === 'runs-out')
    assert.equal(cover.deadlines.prescriptionAtCompanyBy, '2026-12-31')
  })
})

describe('Cover is', () => {
  for (const [words, facts, answer] of [
    ['longer for a missed dose', { missed: [{ on: '2026-12-07', doses: 1 }] }, '2027-02-15'],
    ['no longer for a dose missed on a day without one', { missed: [{ on: '2026-12-08', doses: 1 }] }, '2027-02-01'],
    ['shorter for a pen that was dropped', { extraUse: [{ on: '2026-12-10', units: 1 }] }, '2027-01-18'],
    ['not changed by what was used before the count', { extraUse: [{ on: '2026-11-20', units: 1 }] }, '2027-02-01'],
    [
      'longer for a pause',
      { schedule: { ...schedule, pauses: [{ from: '2026-12-20', until: '2027-01-20', restart: 'from-restart' }] } },
      '2027-03-03',
    ],
    ['without quarantined pens', { stock: counted(lot(2), lot(2, { state: 'quarantined' })) }, '2027-01-04'],
    ['without recalled pens', { stock: counted(lot(1), lot(3, { state: 'recalled' })) }, '2026-12-21'],
    ['without pens past their expiry', { stock: counted(lot(4, { usableUntil: '2027-01-04' })) }, '2027-01-18'],
    [
      'by the pens that expire first, first',
      { stock: counted(lot(2), lot(2, { usableUntil: '2026-12-31' })) },
      '2027-02-01',
    ],
    [
      'with a delivery that is booked, when that is asked',
      { booked: [{ arrivesOn: '2027-02-01', units: 2, usableUntil: undefined }], countBooked: true },
      '2027-03-01',
    ],
    ['without it when not', { booked: [{ arrivesOn: '2027-01-10', units: 2, usableUntil: undefined }] }, '2027-02-01'],
    [
      'the first loading dose when that cannot be given whole',
      { schedule: { ...schedule, dose: LOADED }, stock: counted(lot(3)) },
      '2026-12-07',
    ],
    ['by loading doses in full', { schedule: { ...schedule, dose: LOADED }, stock: counted(lot(7)) }, '2027-01-18'],
    [
      'by part packs',
      {
        schedule: { ...schedule, dose: steady({ ...FORTNIGHTLY, unit: 'tablet' }, 0.5, timesADay(1)) },
        supply: { amountPerUnit: 1, isShared: true },
        stock: counted(lot(unitsInPacks({ packs: 1, packSize: 28, openPack: 1.5 }))),
      },
      '2027-02-04',
    ],
    ['none when there is no stock', { stock: counted() }, '2026-12-07'],
    ['to the end of treatment', { schedule: { ...schedule, endsOn: '2027-01-30' } }, 'ends'],
    [
      'until a pause without an end',
      { schedule: { ...schedule, pauses: [{ from: '2027-01-01', until: undefined, restart: 'same-days' }] } },
      'paused',
    ],
    ['beyond two years', { stock: counted(lot(60)) }, 'lasts'],
  ] as const satisfies readonly (readonly [string, Partial<SupplyFacts>, string])[]) {
    it(words, () => assert.equal(until(facts), answer))
  }
  it('from today on; a dose that had no stock before is named', () => {
    const cover = supplyCover({ ...example, today: '2027-03-01' })
    assert.ok(cover.state === 'runs-out')
    assert.deepEqual([cover.firstUncovered, cover.lapsedOn, cover.confidence], ['2027-03-01', '2027-02-01', 'assumed'])
  })
})

describe('Cover is not known when', () => {
  for (const [words, facts, why] of [
    ['nobody has counted', { stock: { status: 'unknown', why: 'never-counted' } }, 'never-counted'],
    ['a batch was not counted', { stock: counted(lot(4), lot('unknown')) }, 'batch-not-counted'],
    ['a count is below nothing', { stock: counted(lot(-1)) }, 'count-makes-no-sense'],
    ['a count is not a number', { stock: counted(lot(Number.NaN)) }, 'count-makes-no-sense'],
    ['the dose is free text', { schedule: undefined }, 'dose-not-known'],
  ] as const satisfies readonly (readonly [string, Partial<SupplyFacts>, string])[]) {
    it(words, () => assert.equal(until(facts), why))
  }
  it('but it is known when the batch nobody counted may not be used', () =>
    assert.equal(until({ stock: counted(lot(4), lot('unknown', { state: 'quarantined' })) }), '2027-02-01'))
})

describe('Cover is believed', () => {
  const confidence = (...lots: StockLot[]) => {
    const cover = supplyCover({ ...example, stock: counted(...lots) })
    return cover.state === 'unknown' ? undefined : cover.confidence
  }
  it('as far as its weakest batch', () =>
    assert.deepEqual(
      [
        confidence(lot(4)),
        confidence(lot(4), lot(1, { confidence: 'reported' })),
        confidence(lot(4), lot(1, { confidence: 'assumed' })),
      ],
      ['counted', 'reported', 'assumed'],
    ))
  it('without looking at batches that are used up or may not be used', () =>
    assert.equal(
      confidence(lot(4), lot(0, { confidence: 'assumed' }), lot(1, { state: 'faulty', confidence: 'assumed' })),
      'counted',
    ))
})

describe('Stock', () => {
  it('expires on the last day of the month printed', () => {
    assert.equal(lastDayOfExpiry('2028-02'), '2028-02-29')
    assert.equal(lastDayOfExpiry('2028-13'), undefined)
  })
  it('in packs cannot hold more open than a pack holds', () =>
    assert.throws(() => unitsInPacks({ packs: 1, packSize: 2, openPack: 3 }), RangeError))
})
