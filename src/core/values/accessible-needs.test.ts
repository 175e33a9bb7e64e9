import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  ALL_NEEDS,
  isAccessibleNeed,
  isVerifiedNeed,
  NEED_GROUPS,
  needBySnomed,
  needDetails,
} from './accessible-needs.ts'
import { isSnomedConceptId } from './snomed-id.ts'

describe('Accessible information needs', () => {
  it('cover each of the four groups', () =>
    assert.deepEqual(new Set(ALL_NEEDS.map((need) => needDetails(need).group)), new Set(Object.keys(NEED_GROUPS))))
  it('have SNOMED identifiers whose check digit is right', () => {
    const concepts = ALL_NEEDS.flatMap((need) => needDetails(need).snomed ?? [])
    assert.ok(concepts.length > 30)
    assert.deepEqual(
      concepts.filter((concept) => !isSnomedConceptId(concept)),
      [],
    )
  })
  it('have each concept once', () => {
    const concepts = ALL_NEEDS.flatMap((need) => needDetails(need).snomed ?? [])
    assert.equal(new Set(concepts).size, concepts.length)
  })
  it('are found by their concept', () => assert.equal(needBySnomed('796161000000101'), 'easy-read'))
  it('are not found by another', () => assert.equal(needBySnomed('1'), undefined))
  it('without a concept are not verified', () => assert.ok(!isVerifiedNeed('bsl') && isVerifiedNeed('braille')))
  it('are known by their code', () => assert.ok(isAccessibleNeed('easy-read') && !isAccessibleNeed('toString')))
})
