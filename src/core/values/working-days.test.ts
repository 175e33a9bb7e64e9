import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { NATIONS, type Nation } from './bank-holidays.ts'
import { dateOfDay, dayNumber } from './day-number.ts'
import { addWorkingDays, isWorkingDay, weekdayHours } from './working-hours.ts'
import { isNationalWorkingDay, workingDaysBefore, workingDaysEarlier } from './working-days.ts'

const nations = Object.keys(NATIONS) as Nation[]

describe('Working days of a nation', () => {
  it('pass over weekends and bank holidays', () => {
    assert.equal(workingDaysBefore('england-and-wales', '2027-01-18', 10), '2027-01-04')
    assert.equal(workingDaysBefore('england-and-wales', '2027-01-04', 1), '2026-12-31')
    assert.equal(workingDaysBefore('scotland', '2027-01-05', 1), '2026-12-31')
    assert.equal(workingDaysBefore('england-and-wales', '2026-12-29', 1), '2026-12-24')
  })
  it('leave the day as it is when none are asked for', () =>
    assert.equal(workingDaysBefore('scotland', '2026-12-25', 0), '2026-12-25'))
  it('are those of an organisation that opens from Monday to Friday', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...nations),
        fc.integer({ min: dayNumber('2001-01-01'), max: dayNumber('2100-12-31') }),
        fc.integer({ min: 0, max: 60 }),
        (nation, day, days) => {
          const hours = weekdayHours(nation, { opens: '09:00', closes: '17:00' })
          assert.equal(workingDaysBefore(nation, dateOfDay(day), days), addWorkingDays(hours, dateOfDay(day), -days))
          assert.equal(isNationalWorkingDay(nation, dateOfDay(day)), isWorkingDay(hours, dateOfDay(day)))
        },
      ),
      { numRuns: 300 },
    ))
  it('are refused where no calendar reaches, and when they are not a whole number', () => {
    assert.throws(() => workingDaysBefore('scotland', '2000-01-05', 30), RangeError)
    assert.throws(() => workingDaysBefore('scotland', '2200-01-05', 3), RangeError)
    assert.throws(() => workingDaysEarlier('scotland', 20_000, -1), RangeError)
    assert.throws(() => workingDaysEarlier('scotland', 20_000, 1.5), RangeError)
  })
})
