import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isBookingPassed } from './booking-passed.ts'

describe('A delivery whose booked day has passed', () => {
  for (const [title, state, bookedOn, today, expected] of [
    ['is not one of today', 'booked', '2026-12-08', '2026-12-08', false],
    ['has the next working day to be recorded', 'booked', '2026-12-08', '2026-12-09', false],
    ['is asked about after it', 'booked', '2026-12-08', '2026-12-10', true],
    ['of a Friday is recorded on Monday', 'dispensed', '2026-12-11', '2026-12-14', false],
    ['of a Friday is asked about on Tuesday', 'dispensed', '2026-12-11', '2026-12-15', true],
    ['waits for the end of bank holidays', 'dispatched', '2026-12-24', '2026-12-29', false],
    ['is asked about after them', 'dispatched', '2026-12-24', '2026-12-30', true],
    ['that was delivered is not', 'delivered', '2026-12-01', '2026-12-10', false],
    ['that failed is not: it has a task of its own', 'failed', '2026-12-01', '2026-12-10', false],
    ['that has no day is not', 'booked', undefined, '2026-12-10', false],
  ] as const)
    it(title, () => assert.equal(isBookingPassed({ state, bookedOn }, 'england-and-wales', today), expected))
})
