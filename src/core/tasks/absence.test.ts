import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { whyNotAbsent } from './absence.ts'

const today = '2026-11-22'
const away = (fromOn: string, untilOn: string, coveredBy: string | null = null) =>
  whyNotAbsent(
    { accountId: 'amina', fromOn, untilOn, coveredBy },
    [{ fromOn: '2026-12-01', untilOn: '2026-12-05' }],
    today,
  )

describe('An absence', () => {
  it('may be one day', () => assert.equal(away('2026-11-23', '2026-11-23'), undefined))
  it('may have started already', () => assert.equal(away('2026-11-20', '2026-11-22'), undefined))
  it('does not end before it starts', () => assert.equal(away('2026-11-23', '2026-11-22'), 'ends-before-it-starts'))
  it('is not over already', () => assert.equal(away('2026-11-20', '2026-11-21'), 'over-already'))
  it('does not last for ever', () => assert.equal(away('2026-11-23', '2029-11-23'), 'too-long'))
  it('is covered by someone else', () => assert.equal(away('2026-11-23', '2026-11-24', 'amina'), 'covers-themselves'))
  it('does not overlap another', () => {
    assert.equal(away('2026-11-30', '2026-12-01'), 'overlaps')
    assert.equal(away('2026-12-05', '2026-12-09'), 'overlaps')
    assert.equal(away('2026-12-06', '2026-12-09'), undefined)
  })
})
