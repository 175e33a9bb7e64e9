import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerBy } from './answer-by.ts'

describe('A company answers by the end of', () => {
  const by = (asked: string, answerDays: number) =>
    answerBy(new Date(asked), { nation: 'england-and-wales', answerDays }).toISOString()
  it('the second working day after', () => assert.equal(by('2026-11-30T09:00:00Z', 2), '2026-12-03T00:00:00.000Z'))
  it('a Tuesday when asked on a Friday', () => assert.equal(by('2026-11-27T16:00:00Z', 2), '2026-12-02T00:00:00.000Z'))
  it('a day after Christmas and its bank holidays', () =>
    assert.equal(by('2026-12-24T09:00:00Z', 1), '2026-12-30T00:00:00.000Z'))
  it('a London day in summer', () => assert.equal(by('2026-06-30T23:30:00Z', 1), '2026-07-02T23:00:00.000Z'))
})
