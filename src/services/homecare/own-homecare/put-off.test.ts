import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SupplyCover } from '../supply-cover/supply-cover.ts'
import { putOffTo } from './put-off.ts'

const RUNS_OUT = { state: 'runs-out', firstUncovered: '2027-02-01' } as unknown as SupplyCover
const COVERED = { cover: RUNS_OUT, coveredUntil: '2027-01-31' }

describe('Putting a delivery off', () => {
  for (const [title, until, cover, answer] of [
    ['to the day by which it is needed keeps the reserve', '2027-01-18', COVERED, 'reserve-kept'],
    ['later uses the reserve', '2027-01-19', COVERED, 'reserve-used'],
    ['to the day before the dose with no stock is covered', '2027-01-31', COVERED, 'reserve-used'],
    ['to the day of that dose is not', '2027-02-01', COVERED, 'not-covered'],
    [
      'is not covered when nobody knows what is at home',
      '2027-01-10',
      { cover: { state: 'unknown', why: 'never-counted' }, coveredUntil: undefined },
      'not-covered',
    ],
    [
      'is not covered while doses are paused: nobody knows when they go on',
      '2027-01-10',
      { cover: { state: 'paused' } as unknown as SupplyCover, coveredUntil: undefined },
      'not-covered',
    ],
  ] as const)
    it(title, () => assert.equal(putOffTo(until, '2027-01-18', cover), answer))
})
