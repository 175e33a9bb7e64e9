import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isStale, staleFrom, stalenessText } from './staleness.ts'

const today = '2026-11-22'

describe('A contact detail is stale', () => {
  it('when it was never confirmed', () => assert.ok(isStale(undefined, today)))
  it('a year after it was confirmed', () => assert.ok(isStale('2025-11-22', today)))
  it('but not a day earlier', () => assert.ok(!isStale('2025-11-23', today)))
  it('sooner, where the organisation says so', () =>
    assert.ok(isStale('2026-08-22', today, { months: 3, verified: true })))
  it('from a day that can be worked out', () => assert.equal(staleFrom('2024-02-29'), '2025-02-28'))
})

describe('A contact detail says', () => {
  it('when it was confirmed', () => assert.equal(stalenessText('2026-11-03', today), 'Confirmed 3 November 2026'))
  it('to ask, when that is long ago', () =>
    assert.equal(stalenessText('2024-11-03', today), 'Confirmed 3 November 2024. Ask if it is still right'))
  it('to ask, when it never was', () =>
    assert.equal(stalenessText(undefined, today), 'Never confirmed. Ask if it is right'))
})
