import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, addMonths, daysBetween, weekdayOf } from './civil-date.ts'
import { dateOfDay, dayNumber, monthsLater, weekdayIndex } from './day-number.ts'
import { MONDAY_FIRST } from './working-hours.ts'

const anyDay = fc.integer({ min: -719_162, max: 2_932_896 })

describe('The number of a day', () => {
  it('is 0 on 1 January 1970', () => assert.equal(dayNumber('1970-01-01'), 0))
  it('goes to its date and back', () =>
    fc.assert(fc.property(anyDay, (day) => assert.equal(dayNumber(dateOfDay(day)), day))))
  it('counts days as civil dates do', () =>
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60_000 }), (day, more) => {
        fc.pre(day + more <= 2_932_896)
        const date = dateOfDay(day)
        assert.equal(dateOfDay(day + more), addDays(date, more))
        assert.equal(daysBetween(date, dateOfDay(day + more)), more)
        assert.equal(MONDAY_FIRST[weekdayIndex(day)], weekdayOf(date))
      }),
    ))
  it('is a month later on the same day, or the last of a shorter month', () =>
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), fc.integer({ min: 0, max: 600 }), (day, months) =>
        assert.equal(dateOfDay(monthsLater(day, months)), addMonths(dateOfDay(day), months)),
      ),
    ))
  it('ends with the year 9999 and is whole', () => {
    for (const day of [-719_163, 2_932_897, 0.5, Number.NaN]) assert.throws(() => dateOfDay(day), RangeError)
  })
  for (const text of [
    '',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '0000-01-01',
    '2026-1-01',
    '2026-01-1x',
    '2026/01/01',
    '2026-01-011',
  ])
    it(`refuses “${text}”`, () => assert.throws(() => dayNumber(text), RangeError))
})
