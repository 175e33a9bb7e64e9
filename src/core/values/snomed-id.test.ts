import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isSnomedConceptId, isSnomedId } from './snomed-id.ts'

describe('A SNOMED CT identifier', () => {
  for (const id of ['716186003', '1082551000000105', '415803005', '11424801000001100']) {
    it(`is ${id}`, () => assert.ok(isSnomedId(id)))
  }
  it('is not one whose last digit a spreadsheet lost', () => assert.ok(!isSnomedId('1082551000000100')))
  it('is not one with a wrong digit', () => assert.ok(!isSnomedId('716186004')))
  it('does not begin with 0', () => assert.ok(!isSnomedId('0716186003')))
  it('is not a word', () => assert.ok(!isSnomedId('penicillin')))
  it('may be a concept', () => assert.ok(isSnomedConceptId('716186003')))
  it('may be a description, which is not one', () =>
    assert.ok(isSnomedId('37436014') && !isSnomedConceptId('37436014')))
})

describe('For every identifier', () => {
  it('one wrong digit or two swapped neighbours are caught', () =>
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const id = '1082551000000105'
        const wrong = id.slice(0, at) + ((Number(id[at]) + by) % 10) + id.slice(at + 1)
        const swapped = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2)
        return !isSnomedId(wrong) && (swapped === id || !isSnomedId(swapped))
      }),
    ))
})
