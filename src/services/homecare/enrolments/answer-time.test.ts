import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerBy, workingDaysAfter } from './answer-time.ts'

const ENGLAND = 'england-and-wales'

describe('Working days after a day', () => {
  for (const [name, from, days, to] of [
    ['Monday and 2', '2026-11-30', 2, '2026-12-02'],
    ['Friday and 1', '2026-11-27', 1, '2026-11-30'],
    ['Saturday and 1', '2026-11-28', 1, '2026-11-30'],
    // Boxing Day 2026 is a Saturday: Monday the 28th is its substitute.
    ['over Christmas', '2026-12-24', 2, '2026-12-30'],
  ] as const)
    it(name, () => assert.equal(workingDaysAfter(ENGLAND, from, days), to))
  it('follow the holidays of the nation', () =>
    assert.notEqual(workingDaysAfter('scotland', '2026-12-31', 1), workingDaysAfter(ENGLAND, '2026-12-31', 1)))
})

describe('A company’s time to answer', () => {
  it('ends with its last day, in winter', () =>
    assert.equal(answerBy(new Date('2026-11-30T09:00:00Z'), 2, ENGLAND).toISOString(), '2026-12-03T00:00:00.000Z'))
  it('ends with its last day, in summer', () =>
    assert.equal(answerBy(new Date('2026-06-01T09:00:00Z'), 1, ENGLAND).toISOString(), '2026-06-02T23:00:00.000Z'))
  it('is counted from the day in London', () =>
    assert.equal(answerBy(new Date('2026-06-01T23:30:00Z'), 1, ENGLAND).toISOString(), '2026-06-03T23:00:00.000Z'))
})
