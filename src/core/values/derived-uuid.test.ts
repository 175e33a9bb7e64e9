import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { derivedUuid } from './derived-uuid.ts'
import { isUuid } from './uuid.ts'

const PRESCRIPTION = '0193a0c4-5f2e-7abc-8def-0123456789ab'

describe('An identifier worked out from facts', () => {
  it('is the same wherever it is worked out, for ever', () =>
    assert.equal(derivedUuid('delivery', PRESCRIPTION, 1), '01049abc-3800-81ad-899e-23e5d5fffaac'))
  it('is a UUID of version 8', () => {
    for (let number = 1; number <= 60; number += 1) {
      const made = derivedUuid('delivery', PRESCRIPTION, number)
      assert.ok(isUuid(made))
      assert.equal(made[14], '8')
    }
  })
  it('is another for other facts', () => {
    const made = new Set(Array.from({ length: 60 }, (_, number) => derivedUuid('delivery', PRESCRIPTION, number)))
    assert.equal(made.size, 60)
  })
  it('is another for another kind of thing', () =>
    assert.notEqual(derivedUuid('delivery', PRESCRIPTION, 1), derivedUuid('count', PRESCRIPTION, 1)))
  it('does not mix what stands side by side', () =>
    assert.notEqual(derivedUuid('delivery', 'a', 'bc'), derivedUuid('delivery', 'ab', 'c')))
})
