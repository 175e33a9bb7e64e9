import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AccessibleNeed } from '../../../core/values/accessible-needs.ts'
import { printSize } from './large-print.ts'

describe('The size of print', () => {
  const cases: readonly (readonly [readonly AccessibleNeed[], number | undefined])[] = [
    [[], undefined],
    [['braille'], undefined],
    [['large-print'], 16],
    [['large-print-20'], 20],
    [['large-print-24'], 24],
    [['large-print-28'], 28],
    [['large-print', 'braille', 'large-print-24'], 24],
  ]
  for (const [needs, points] of cases) {
    it(`is ${points ?? 'the usual'} for ${needs.join(', ') || 'no need'}`, () => {
      assert.equal(printSize(needs).points, points)
    })
  }
})
