import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { weekdayHours, isOpen } from '../values/working-hours.ts'
import { AROUND_THE_CLOCK, afterWorkingTime, dueAfter, taskHours } from './priority.ts'

const office = weekdayHours('england-and-wales', { opens: '09:00', closes: '17:00' })
const at = (text: string) => new Date(text)
const due = (priority: 'urgent' | 'soon' | 'routine', madeAt: string) =>
  dueAfter(office, priority, at(madeAt)).toISOString()

describe('An urgent task is due', () => {
  it('an hour after it is made, while open', () =>
    assert.equal(due('urgent', '2026-11-23T10:00:00Z'), '2026-11-23T11:00:00.000Z'))
  it('in the first hour of the next day, when made after closing', () =>
    assert.equal(due('urgent', '2026-11-23T20:00:00Z'), '2026-11-24T10:00:00.000Z'))
  it('partly today and partly tomorrow, when made just before closing', () =>
    assert.equal(due('urgent', '2026-11-23T16:45:00Z'), '2026-11-24T09:45:00.000Z'))
  it('on Monday, when made on Friday night', () =>
    assert.equal(due('urgent', '2026-11-27T22:00:00Z'), '2026-11-30T10:00:00.000Z'))
  it('after the Christmas bank holidays', () =>
    assert.equal(due('urgent', '2026-12-24T18:00:00Z'), '2026-12-29T10:00:00.000Z'))
})

describe('Other tasks are due', () => {
  it('soon: at the close of the next working day', () =>
    assert.equal(due('soon', '2026-11-23T10:00:00Z'), '2026-11-24T17:00:00.000Z'))
  it('soon: at the close of Monday, when made at the weekend', () =>
    assert.equal(due('soon', '2026-11-28T10:00:00Z'), '2026-11-30T17:00:00.000Z'))
  it('routine: at the close of the fifth working day', () =>
    assert.equal(due('routine', '2026-11-23T10:00:00Z'), '2026-11-30T17:00:00.000Z'))
  it('by the summer clock, in summer', () =>
    assert.equal(due('soon', '2026-07-06T10:00:00Z'), '2026-07-07T16:00:00.000Z'))
})

describe('Working time', () => {
  it('is counted round the clock where an organisation never opens, so that nothing waits for ever', () => {
    const shut = weekdayHours('england-and-wales')
    assert.equal(
      afterWorkingTime(shut, at('2026-11-23T10:00:00Z'), { workingMinutes: 60 }).toISOString(),
      '2026-11-23T11:00:00.000Z',
    )
    assert.equal(
      afterWorkingTime(shut, at('2026-11-23T10:00:00Z'), { workingDays: 1 }).toISOString(),
      '2026-11-25T00:00:00.000Z',
    )
  })
  it('is counted round the clock where opening times make no sense', () => {
    const broken = weekdayHours('scotland', { opens: '17:00', closes: '09:00' })
    assert.equal(taskHours(broken), AROUND_THE_CLOCK)
    assert.equal(taskHours(office), office)
  })
  it('agrees with someone who watches the clock minute by minute', () => {
    const minutes = fc.integer({ min: 0, max: 600 })
    const start = fc.integer({ min: 0, max: 21 * 24 * 60 }).map((n) => new Date(Date.UTC(2026, 9, 12) + n * 60_000))
    fc.assert(
      fc.property(start, minutes, (from, count) => {
        let [now, left] = [from.getTime(), count]
        while (left > 0) {
          if (isOpen(office, new Date(now))) left -= 1
          now += 60_000
        }
        const reached = afterWorkingTime(office, from, { workingMinutes: count }).getTime()
        // At 0 minutes from a closed moment, the watcher does not wait for the door to open.
        assert.ok(count === 0 || reached === now, `${from.toISOString()} + ${count}`)
      }),
      { numRuns: 60 },
    )
  })
})
