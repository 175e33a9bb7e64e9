import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { weekdayOf } from './civil-date.ts'
import { bankHolidayOn, bankHolidays, easterSunday, type Nation, NATIONS } from './bank-holidays.ts'

const days = (year: number, nation: Nation): string =>
  bankHolidays(year, nation)
    .map(({ date }) => date.slice(5))
    .join(' ')

/** Month and day, as published at gov.uk/bank-holidays; 2028 to 2030 by the same rules. */
const PUBLISHED: readonly [number, Nation, string][] = [
  [2024, 'england-and-wales', '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
  [2025, 'england-and-wales', '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
  [2026, 'england-and-wales', '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
  [2027, 'england-and-wales', '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
  [2028, 'england-and-wales', '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  [2029, 'england-and-wales', '01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26'],
  [2030, 'england-and-wales', '01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26'],
  [2024, 'scotland', '01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26'],
  [2025, 'scotland', '01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26'],
  [2026, 'scotland', '01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28'],
  [2027, 'scotland', '01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28'],
  [2028, 'scotland', '01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26'],
  [2024, 'northern-ireland', '01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26'],
  [2025, 'northern-ireland', '01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26'],
  [2026, 'northern-ireland', '01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28'],
  [2027, 'northern-ireland', '01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28'],
]

describe('Bank holidays', () => {
  for (const [year, nation, expected] of PUBLISHED) {
    it(`of ${NATIONS[nation]} in ${year}`, () => assert.equal(days(year, nation), expected))
  }
  it('move to a substitute day that says so', () =>
    assert.deepEqual(bankHolidayOn('2026-12-28', 'england-and-wales'), {
      date: '2026-12-28',
      name: 'Boxing Day',
      substitute: true,
      verified: true,
    }))
  it('leave the weekend day itself an ordinary one', () =>
    assert.equal(bankHolidayOn('2026-12-26', 'england-and-wales'), undefined))
  it('keep Boxing Day on its Monday when Christmas Day is a Sunday', () => {
    assert.equal(bankHolidayOn('2033-12-26', 'england-and-wales')?.name, 'Boxing Day')
    assert.equal(bankHolidayOn('2033-12-27', 'england-and-wales')?.name, 'Christmas Day')
  })
  it('appointed for one nation are not the others’', () =>
    assert.equal(bankHolidayOn('2026-06-15', 'england-and-wales'), undefined))
  it('not yet published are not verified', () =>
    assert.ok(bankHolidays(2029, 'scotland').every(({ verified }) => !verified)))
  it('never fall on a weekend or on one another', () => {
    for (let year = 1996; year <= 2100; year += 1) {
      for (const nation of ['england-and-wales', 'scotland', 'northern-ireland'] as const) {
        const dates = bankHolidays(year, nation).map(({ date }) => date)
        assert.ok(dates.every((date) => !['Saturday', 'Sunday'].includes(weekdayOf(date))))
        assert.equal(new Set(dates).size, dates.length)
      }
    }
  })
})

describe('Easter', () => {
  for (const date of [
    '1961-04-02',
    '2000-04-23',
    '2008-03-23',
    '2024-03-31',
    '2026-04-05',
    '2038-04-25',
    '2049-04-18',
  ]) {
    it(`is on ${date}`, () => assert.equal(easterSunday(Number(date.slice(0, 4))), date))
  }
})
