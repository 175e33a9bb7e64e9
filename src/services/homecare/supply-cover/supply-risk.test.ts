import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addDays, type CivilDate } from '../../../core/values/civil-date.ts'
import { dayNumber } from '../../../core/values/day-number.ts'
import { deadlinesFor, USUAL_SUPPLY_TIMES } from './deadlines.ts'
import type { BookedDelivery, SupplyCover } from './supply-cover.ts'
import { compareCover, supplyRisk } from './supply-risk.ts'

const U = '2027-02-01'
const cover = (firstUncovered: CivilDate = U): SupplyCover => ({
  state: 'runs-out',
  firstUncovered,
  deadlines: deadlinesFor(dayNumber(firstUncovered), USUAL_SUPPLY_TIMES.value),
  confidence: 'counted',
  lapsedOn: undefined,
})
const risk = (today: CivilDate, hasValidPrescription: boolean, ...arrives: CivilDate[]) => {
  const booked: BookedDelivery[] = arrives.map((arrivesOn) => ({ arrivesOn, units: 4, usableUntil: undefined }))
  const { level, reason, sentence } = supplyRisk(cover(), { today, hasValidPrescription, booked })
  assert.ok(sentence.length > 10)
  return `${level} ${reason}`
}

describe('The risk of running out is', () => {
  for (const [words, today, valid, arrives, answer] of [
    ['none before anyone needs to ask', '2026-12-17', false, [], 'none covered'],
    ['amber from the day to ask for a prescription', '2026-12-18', false, [], 'amber renewal-due'],
    ['none then when there is a prescription', '2026-12-18', true, [], 'none covered'],
    ['amber until the prescription must be at the company', '2027-01-04', false, [], 'amber renewal-due'],
    ['red the day after', '2027-01-05', false, [], 'red prescription-late'],
    [
      'red without a prescription even when a delivery is booked',
      '2027-01-05',
      false,
      ['2027-01-18'],
      'red prescription-late',
    ],
    ['none with a prescription until a delivery is needed', '2027-01-18', true, [], 'none covered'],
    ['red the day after', '2027-01-19', true, [], 'red not-booked-late'],
    ['none once a delivery is booked', '2027-01-19', true, ['2027-01-25'], 'none covered'],
    ['red eight days before with nothing booked', '2027-01-24', true, [], 'red not-booked-late'],
    ['critical seven days before', '2027-01-25', true, [], 'critical runs-out-soon'],
    ['critical when the delivery comes too late', '2027-01-25', true, ['2027-02-02'], 'critical delivery-too-late'],
    ['none when it comes on the day', '2027-01-25', true, ['2027-02-01'], 'none covered'],
    [
      'critical when a delivery booked for the past never came',
      '2027-01-25',
      true,
      ['2027-01-20'],
      'critical runs-out-soon',
    ],
    ['critical on the day itself', '2027-02-01', true, [], 'critical run-out'],
  ] as const) {
    it(words, () => assert.equal(risk(today, valid, ...arrives), answer))
  }
  it('unknown when cover is', () =>
    assert.equal(
      supplyRisk({ state: 'unknown', why: 'never-counted' }, { today: U, hasValidPrescription: true, booked: [] })
        .level,
      'unknown',
    ))
})

describe('The worklist', () => {
  it('begins with those nobody knows, then those who run out first', () => {
    const unknown: SupplyCover = { state: 'unknown', why: 'disputed' }
    const paused: SupplyCover = { state: 'paused', confidence: 'counted', lapsedOn: undefined }
    const [soon, later] = [cover(), cover(addDays(U, 1))]
    assert.deepEqual([paused, later, soon, unknown].sort(compareCover), [unknown, soon, later, paused])
  })
})
