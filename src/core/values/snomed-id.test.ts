import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isSnomedConceptId, isSnomedId, snomedCheckDigit } from './snomed-id.ts'

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

/** Identifiers of 6 to 18 digits, with their check digit. */
const ids = fc
  .tuple(
    fc.constantFrom(...'123456789'),
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 4, maxLength: 16 }),
  )
  .map(([first, rest]) => first + rest + snomedCheckDigit(first + rest))

describe('For every identifier', () => {
  it('the check digit makes it right', () => fc.assert(fc.property(ids, isSnomedId)))
  it('no single wrong digit passes', () =>
    fc.assert(
      fc.property(ids, (id) =>
        [...id].every((digit, at) =>
          [...'0123456789'].every(
            (other) => other === digit || !isSnomedId(id.slice(0, at) + other + id.slice(at + 1)),
          ),
        ),
      ),
    ))
  it('no two swapped neighbours pass', () =>
    fc.assert(
      fc.property(ids, (id) =>
        [...id]
          .slice(1)
          .every((digit, at) => digit === id[at] || !isSnomedId(id.slice(0, at) + digit + id[at] + id.slice(at + 2))),
      ),
    ))
})
