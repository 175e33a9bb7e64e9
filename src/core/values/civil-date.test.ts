import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  civilDate,
  civilDateParts,
  compareCivilDates,
  daysBetween,
  formatAge,
  formatCuiDate,
  formatDate,
  formatDateWithWeekday,
  formatShortDate,
  isCivilDate,
  monthByName,
  parseCivilDate,
  weekdayOf,
} from './civil-date.ts'

const dates = fc
  .tuple(fc.integer({ min: 1800, max: 2200 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, day]) => civilDate(year, month, day))
  .filter((date) => date !== undefined)

describe('A date', () => {
  it('is real', () => assert.equal(parseCivilDate('2026-11-22'), '2026-11-22'))
  it('may be 29 February of a leap year', () => assert.equal(isCivilDate('2024-02-29'), true))
  it('but not of another year', () => assert.equal(isCivilDate('2026-02-29'), false))
  it('nor of 1900', () => assert.equal(isCivilDate('1900-02-29'), false))
  it('may be 29 February 2000', () => assert.equal(isCivilDate('2000-02-29'), true))
  it('is never 31 April', () => assert.equal(isCivilDate('2026-04-31'), false))
  it('is never written without leading zeros', () => assert.equal(isCivilDate('2026-1-2'), false))
  it('is never an instant', () => assert.equal(isCivilDate('2026-11-22T00:00:00Z'), false))
  it('is never year 0', () => assert.equal(isCivilDate('0000-01-01'), false))
  it('is never made of fractions', () => assert.equal(civilDate(2026, 1, 1.5), undefined))
  it('has parts', () => assert.deepEqual(civilDateParts('2026-11-22'), { year: 2026, month: 11, day: 22 }))
  it('that is not one has no parts', () => assert.throws(() => civilDateParts('2026-02-30'), RangeError))
  it('sorts earliest first', () =>
    assert.deepEqual(['2026-02-01', '2025-12-31'].sort(compareCivilDates), ['2025-12-31', '2026-02-01']))
})

describe('Counting days', () => {
  it('crosses a month', () => assert.equal(addDays('2026-11-30', 1), '2026-12-01'))
  it('crosses a year backwards', () => assert.equal(addDays('2026-01-01', -1), '2025-12-31'))
  it('is not disturbed by the clocks going forward', () => assert.equal(addDays('2026-03-28', 2), '2026-03-30'))
  it('is not disturbed by the clocks going back', () => assert.equal(daysBetween('2026-10-24', '2026-10-26'), 2))
  it('is negative backwards', () => assert.equal(daysBetween('2026-11-22', '2026-11-20'), -2))
  it('works before 1970', () => assert.equal(daysBetween('1969-12-31', '1970-01-01'), 1))
  it('works in the first century', () => assert.equal(addDays('0099-12-31', 1), '0100-01-01'))
})

describe('Counting months', () => {
  it('keeps the day', () => assert.equal(addMonths('2026-01-15', 1), '2026-02-15'))
  it('stops at the end of a shorter month', () => assert.equal(addMonths('2026-01-31', 1), '2026-02-28'))
  it('stops at the end of February in a leap year', () => assert.equal(addMonths('2024-01-31', 1), '2024-02-29'))
  it('goes back over the year', () => assert.equal(addMonths('2026-01-31', -2), '2025-11-30'))
  it('takes a leap day to 28 February', () => assert.equal(addYears('2024-02-29', 1), '2025-02-28'))
})

describe('A person is', () => {
  it('17 the day before an 18th birthday', () => assert.equal(ageOn('2008-11-23', '2026-11-22'), 17))
  it('18 on the day', () => assert.equal(ageOn('2008-11-22', '2026-11-22'), 18))
  it('0 on the day of birth', () => assert.equal(ageOn('2026-11-22', '2026-11-22'), 0))
  it('not born yet', () => assert.equal(ageOn('2026-11-23', '2026-11-22'), -1))
  it('a year older on 1 March when born on a leap day', () => assert.equal(ageOn('2008-02-29', '2026-03-01'), 18))
  it('but not on 28 February', () => assert.equal(ageOn('2008-02-29', '2026-02-28'), 17))
})

describe('An age is shown', () => {
  const on = '2026-11-22'
  it('in days until four weeks', () => assert.equal(formatAge('2026-10-26', on), '27d'))
  it('in weeks and days until a year', () => assert.equal(formatAge('2026-08-27', on), '12w 3d'))
  it('in whole weeks', () => assert.equal(formatAge('2026-10-25', on), '4w'))
  it('in months and days until two years', () => assert.equal(formatAge('2025-09-20', on), '14m 2d'))
  it('in years and months until 18', () => assert.equal(formatAge('2018-07-01', on), '8y 4m'))
  it('in years from 18', () => assert.equal(formatAge('1981-04-05', on), '45y'))
  it('as nothing before birth', () => assert.equal(formatAge('2026-11-23', on), ''))
})

describe('A date is written', () => {
  it('in NHS style', () => assert.equal(formatDate('2026-11-22'), '22 November 2026'))
  it('without a leading zero', () => assert.equal(formatDate('2026-03-01'), '1 March 2026'))
  it('with its weekday', () => assert.equal(formatDateWithWeekday('2026-11-22'), 'Sunday 22 November 2026'))
  it('short', () => assert.equal(formatShortDate('2026-09-01'), '1 Sep 2026'))
  it('in CUI form', () => assert.equal(formatCuiDate('2026-11-02'), '02-Nov-2026'))
})

describe('A month is known', () => {
  it('by its name', () => assert.equal(monthByName('November'), 11))
  it('by three letters', () => assert.equal(monthByName('nov'), 11))
  it('by four', () => assert.equal(monthByName('Sept.'), 9))
  it('but not by two', () => assert.equal(monthByName('ju'), undefined))
  it('nor by another word', () => assert.equal(monthByName('noon'), undefined))
})

describe('For all dates', () => {
  it('adding days and counting them agree', () =>
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: -100_000, max: 100_000 }),
        (date, days) => daysBetween(date, addDays(date, days)) === days,
      ),
    ))
  it('the day after is another weekday and a later date', () =>
    fc.assert(fc.property(dates, (date) => addDays(date, 1) > date && weekdayOf(addDays(date, 1)) !== weekdayOf(date))))
  it('a week later is the same weekday', () =>
    fc.assert(fc.property(dates, (date) => weekdayOf(addDays(date, 7)) === weekdayOf(date))))
  it('an added month is never overrun', () =>
    fc.assert(
      fc.property(dates, fc.integer({ min: -600, max: 600 }), (date, months) => {
        const [from, to] = [civilDateParts(date), civilDateParts(addMonths(date, months))]
        return to.year * 12 + to.month === from.year * 12 + from.month + months && to.day <= from.day
      }),
    ))
  it('an age never falls', () =>
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: 0, max: 40_000 }),
        (birth, days) => ageOn(birth, addDays(birth, days + 1)) >= ageOn(birth, addDays(birth, days)),
      ),
    ))
})
