import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { tooLongSince, WAITS_TOO_LONG, whenToTake } from './message.ts'

describe('A message', () => {
  const when = (number: number, settled: number, known?: string) =>
    whenToTake({ number, digest: 'one' }, { settled, known })
  it('is taken when it is the next', () => assert.equal(when(1, 0), 'now'))
  it('waits for those before it', () => assert.equal(when(3, 1), 'wait'))
  it('waits for something else that must come first', () =>
    assert.equal(whenToTake({ number: 1, digest: 'one' }, { settled: 0, known: undefined, isEarly: true }), 'wait'))
  it('is heard once', () => assert.equal(when(2, 5, 'one'), 'duplicate'))
  it('contradicts another of its number', () => assert.equal(when(2, 5, 'other'), 'contradiction'))
  it('contradicts another of its number that still waits', () => assert.equal(when(4, 2, 'other'), 'contradiction'))
  it('is never taken when its number was settled and is not known', () => assert.equal(when(2, 5), 'contradiction'))
  it('that waits is a person’s after an hour, which nobody has signed off', () => {
    assert.equal(tooLongSince(new Date('2026-11-30T09:00:00Z')).toISOString(), '2026-11-30T08:00:00.000Z')
    assert.equal(WAITS_TOO_LONG.verified, false)
  })
})
