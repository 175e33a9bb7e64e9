import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  civilDateOf,
  clockTime,
  formatCuiInstant,
  formatDeadline,
  formatInstant,
  formatShortDeadline,
  formatMinutes,
  formatShortInstant,
  formatTime,
  instantOf,
  lastInstantOf,
  londonTime,
  parseClockTime,
} from './london-time.ts'

const at = (text: string): Date => new Date(text)

describe('Today in London', () => {
  it('is the UTC date in winter', () => assert.equal(civilDateOf(at('2026-01-10T23:59:59Z')), '2026-01-10'))
  it('begins an hour before UTC in summer', () => assert.equal(civilDateOf(at('2026-07-10T23:00:00Z')), '2026-07-11'))
  it('has not begun a minute earlier', () => assert.equal(civilDateOf(at('2026-07-10T22:59:59Z')), '2026-07-10'))
  it('was an hour ahead through the winter of 1970', () =>
    assert.equal(civilDateOf(at('1970-01-10T23:30:00Z')), '1970-01-11'))
})

describe('When the clocks go forward on 29 March 2026', () => {
  it('00:59 is followed by 02:00', () => {
    assert.deepEqual(londonTime(at('2026-03-29T00:59:00Z')), { date: '2026-03-29', minutes: 59 })
    assert.deepEqual(londonTime(at('2026-03-29T01:00:00Z')), { date: '2026-03-29', minutes: 120 })
  })
  it('a time that is skipped becomes the moment of the change', () =>
    assert.equal(instantOf('2026-03-29', 90).toISOString(), '2026-03-29T01:00:00.000Z'))
  it('the day is 23 hours long', () =>
    assert.equal((instantOf('2026-03-30').getTime() - instantOf('2026-03-29').getTime()) / 3_600_000, 23))
})

describe('When the clocks go back on 25 October 2026', () => {
  it('a time that comes twice is the first', () =>
    assert.equal(instantOf('2026-10-25', 90).toISOString(), '2026-10-25T00:30:00.000Z'))
  it('or the second, when asked', () =>
    assert.equal(lastInstantOf('2026-10-25', 90).toISOString(), '2026-10-25T01:30:00.000Z'))
  it('the day is 25 hours long', () =>
    assert.equal((instantOf('2026-10-26').getTime() - instantOf('2026-10-25').getTime()) / 3_600_000, 25))
  it('a time that comes once is the same either way', () =>
    assert.deepEqual(lastInstantOf('2026-10-25', 180), instantOf('2026-10-25', 180)))
})

describe('A time is written', () => {
  it('in NHS style', () => assert.equal(formatTime(at('2026-11-22T15:05:00Z')), '3:05pm'))
  it('in summer time', () => assert.equal(formatTime(at('2026-07-22T15:05:00Z')), '4:05pm'))
  it('without minutes on the hour', () => assert.equal(formatMinutes(540), '9am'))
  it('as midday', () => assert.equal(formatMinutes(720), 'midday'))
  it('as midnight', () => assert.equal(formatMinutes(0), 'midnight'))
  it('as midnight at the end of a day', () => assert.equal(formatMinutes(1440), 'midnight'))
  it('just after midday', () => assert.equal(formatMinutes(725), '12:05pm'))
  it('just after midnight', () => assert.equal(formatMinutes(5), '12:05am'))
  it('with its date', () => assert.equal(formatInstant(at('2026-11-22T15:05:00Z')), '22 November 2026 at 3:05pm'))
  it('short', () => assert.equal(formatShortInstant(at('2026-11-22T15:05:00Z')), '22 Nov 2026, 3:05pm'))
  it('as a deadline', () => assert.equal(formatDeadline(at('2026-11-22T15:05:00Z')), '22 November 2026 at 3:05pm'))
  it('as the deadline that a day ends', () =>
    assert.equal(formatDeadline(at('2026-11-23T00:00:00Z')), 'the end of 22 November 2026'))
  it('as a short deadline', () => assert.equal(formatShortDeadline(at('2026-07-23T08:00:00Z')), '23 Jul 2026, 9am'))
  it('as the short deadline that a day of summer ends', () =>
    assert.equal(formatShortDeadline(at('2026-07-22T23:00:00Z')), 'end of 22 Jul 2026'))
  it('in CUI form', () => assert.equal(formatCuiInstant(at('2026-11-22T15:05:00Z')), '22-Nov-2026 15:05'))
})

describe('A clock time is read', () => {
  it('as minutes', () => assert.equal(parseClockTime('15:05'), 905))
  it('at the end of the day', () => assert.equal(parseClockTime('24:00'), 1440))
  it('but not past it', () => assert.equal(parseClockTime('24:01'), undefined))
  it('and written back', () => assert.equal(clockTime(905), '15:05'))
})

describe('For every instant', () => {
  it('the clock and the instant agree, give or take the doubled hour', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const instant = new Date(Math.floor(seconds / 60) * 60_000)
        const { date, minutes } = londonTime(instant)
        return [instantOf(date, minutes), lastInstantOf(date, minutes)].some(
          (answer) => answer.getTime() === instant.getTime(),
        )
      }),
    ))
})
