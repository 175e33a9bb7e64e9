import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renewBy } from './renew-by.ts'

const TODAY = '2026-11-29'

describe('The day by which a paper prescription is followed by one in Troth', () => {
  for (const [title, paper, day] of [
    ['is four weeks before it ends', { validUntil: '2027-03-29', deliveriesLeft: 2 }, '2027-03-01'],
    ['is today when it ends sooner', { validUntil: '2026-12-20', deliveriesLeft: 2 }, TODAY],
    ['is today when it has ended', { validUntil: '2026-11-01', deliveriesLeft: 2 }, TODAY],
    ['is today when nothing is left on it', { validUntil: '2027-03-29', deliveriesLeft: 0 }, TODAY],
    ['is today when nobody said until when it is valid', { deliveriesLeft: 2 }, TODAY],
  ] as const)
    it(title, () =>
      assert.equal(renewBy({ prescribedOn: undefined, validUntil: undefined, ...paper } as never, TODAY), day),
    )
})
