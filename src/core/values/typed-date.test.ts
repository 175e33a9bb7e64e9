import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addDays, civilDateParts, formatCuiDate, formatDate, formatShortDate } from './civil-date.ts'
import { birthDateRule, type DateRule, parseDateText, readTypedDate } from './typed-date.ts'

const today = '2026-11-22'
const read = (day: string, month: string, year: string, rule: DateRule = { today }) =>
  readTypedDate({ day, month, year }, 'Date of birth', rule)
const problem = (text: string, ...parts: string[]) => ({ problem: { text, parts } })

describe('A typed date is read', () => {
  it('from numbers', () => assert.deepEqual(read('22', '11', '1980'), { date: '1980-11-22' }))
  it('without leading zeros', () => assert.deepEqual(read('2', '1', '1980'), { date: '1980-01-02' }))
  it('with leading zeros', () => assert.deepEqual(read('02', '01', '1980'), { date: '1980-01-02' }))
  it('with a short month', () => assert.deepEqual(read('22', 'Nov', '1980'), { date: '1980-11-22' }))
  it('with a whole month', () => assert.deepEqual(read('22', 'november', '1980'), { date: '1980-11-22' }))
  it('with an ordinal day', () => assert.deepEqual(read('22nd', '11', '1980'), { date: '1980-11-22' }))
  it('with spaces about it', () => assert.deepEqual(read(' 22 ', ' 11', '1980 '), { date: '1980-11-22' }))
})

describe('A typed date problem says', () => {
  it('enter it', () => assert.deepEqual(read('', ' ', ''), problem('Enter the date of birth', 'day', 'month', 'year')))
  it('enter it, when the boxes are not there at all', () =>
    assert.equal(readTypedDate({}, 'Your date of birth', { today }).problem?.text, 'Enter your date of birth'))
  it('which part is missing', () =>
    assert.deepEqual(read('22', '', '1980'), problem('Date of birth must include a month', 'month')))
  it('which parts are missing', () =>
    assert.deepEqual(read('', '', '1980'), problem('Date of birth must include a day and month', 'day', 'month')))
  it('the year is too short', () =>
    assert.deepEqual(read('22', '11', '80'), problem('Year must include 4 numbers', 'year')))
  it('the month cannot be', () =>
    assert.deepEqual(read('22', '13', '1980'), problem('Date of birth must be a real date', 'month')))
  it('the month is not a word for one', () =>
    assert.deepEqual(read('22', 'x', '1980'), problem('Date of birth must be a real date', 'month')))
  it('the day and month cannot be', () =>
    assert.deepEqual(read('32', '13', '1980'), problem('Date of birth must be a real date', 'day', 'month')))
  it('the day is not in that month', () =>
    assert.deepEqual(read('31', '4', '1980'), problem('Date of birth must be a real date', 'day')))
  it('the day is not in that February', () =>
    assert.deepEqual(read('29', '2', '2025'), problem('Date of birth must be a real date', 'day')))
  it('the year is not a number', () =>
    assert.deepEqual(read('29', '2', 'nine'), problem('Date of birth must be a real date', 'year')))
})

describe('A date may have to be', () => {
  const on = (date: string, when: DateRule['when']) => {
    const { year, month, day } = civilDateParts(date)
    return read(String(day), String(month), String(year), { today, ...(when && { when }) }).problem?.text
  }
  it('in the past', () => assert.equal(on(today, 'past'), 'Date of birth must be in the past'))
  it('in the past, and is', () => assert.equal(on('2026-11-21', 'past'), undefined))
  it('today or in the past', () =>
    assert.equal(on('2026-11-23', 'today-or-past'), 'Date of birth must be today or in the past'))
  it('today or in the past, and is today', () => assert.equal(on(today, 'today-or-past'), undefined))
  it('in the future', () => assert.equal(on(today, 'future'), 'Date of birth must be in the future'))
  it('today or in the future', () =>
    assert.equal(on('2026-11-21', 'today-or-future'), 'Date of birth must be today or in the future'))
  it('no earlier than a day', () =>
    assert.equal(
      read('1', '1', '2020', { today, earliest: '2020-01-02' }).problem?.text,
      'Date of birth must be the same as or after 2 January 2020',
    ))
  it('no later than a day', () =>
    assert.equal(
      read('3', '1', '2020', { today, latest: '2020-01-02' }).problem?.text,
      'Date of birth must be the same as or before 2 January 2020',
    ))
  it('within a human life, for a date of birth', () =>
    assert.equal(
      read('1', '1', '1880', birthDateRule(today)).problem?.text,
      'Date of birth must be the same as or after 22 November 1896',
    ))
  it('today, for a newborn', () => assert.equal(read('22', '11', '2026', birthDateRule(today)).problem, undefined))
})

describe('A date in one text is read', () => {
  it('day first', () => assert.equal(parseDateText('03/04/2026'), '2026-04-03'))
  it('with dots', () => assert.equal(parseDateText('3.4.2026'), '2026-04-03'))
  it('with dashes and a word', () => assert.equal(parseDateText('22-Nov-2026'), '2026-11-22'))
  it('year first', () => assert.equal(parseDateText('2026-11-22'), '2026-11-22'))
  it('solid', () => assert.equal(parseDateText('22112026'), '2026-11-22'))
  it('as a sentence', () => assert.equal(parseDateText('22nd November 2026'), '2026-11-22'))
  it('but not month first', () => assert.equal(parseDateText('11/22/2026'), undefined))
  it('but not with a year of two numbers', () => assert.equal(parseDateText('22/11/26'), undefined))
  it('but not if it is not real', () => assert.equal(parseDateText('31/04/2026'), undefined))
})

describe('For every date', () => {
  const dates = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays('1980-01-01', days))
  it('what is written is read back', () =>
    fc.assert(
      fc.property(dates, (date) =>
        [date, formatDate(date), formatShortDate(date), formatCuiDate(date)].every(
          (text) => parseDateText(text) === date,
        ),
      ),
    ))
  it('whatever is typed gives a date or a problem with a part to mark', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (day, month, year) => {
        const { date, problem } = read(day, month, year)
        return date === undefined ? problem.parts.length > 0 && problem.text !== '' : problem === undefined
      }),
    ))
})
