import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerBy, workingDaysAfter } from './answer-by.ts'

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

describe('A company answers by the end of', () => {
  const by = (asked: string, answerDays: number) =>
    answerBy(new Date(asked), { nation: ENGLAND, answerDays }).toISOString()
  it('the second working day after', () => assert.equal(by('2026-11-30T09:00:00Z', 2), '2026-12-03T00:00:00.000Z'))
  it('a Tuesday when asked on a Friday', () => assert.equal(by('2026-11-27T16:00:00Z', 2), '2026-12-02T00:00:00.000Z'))
  it('a day after Christmas and its bank holidays', () =>
    assert.equal(by('2026-12-24T09:00:00Z', 1), '2026-12-30T00:00:00.000Z'))
  it('a day in summer', () => assert.equal(by('2026-06-01T09:00:00Z', 1), '2026-06-02T23:00:00.000Z'))
  it('a day counted from the day in London', () =>
    assert.equal(by('2026-06-01T23:30:00Z', 1), '2026-06-03T23:00:00.000Z'))
  it('a London day in summer', () => assert.equal(by('2026-06-30T23:30:00Z', 1), '2026-07-02T23:00:00.000Z'))
})
