import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { gtinCheckDigit, gtinKey, parseGtin } from './gtin.ts'

describe('A GTIN', () => {
  it('has 13 digits on most packs', () => assert.equal(parseGtin('4006381333931'), '4006381333931'))
  it('has 14 digits with a leading zero when a scanner reads it', () =>
    assert.equal(parseGtin('04006381333931'), '04006381333931'))
  it('is the same number either way', () => assert.equal(gtinKey('4006381333931'), gtinKey('04006381333931')))
  it('has 8 digits on the smallest packs', () => assert.equal(parseGtin('96385074'), '96385074'))
  it('may have spaces round it', () => assert.equal(parseGtin(' 4006381333931 '), '4006381333931'))
  for (const text of ['', '4006381333932', '400638133393', '40063813339311234', 'x006381333931', '0000000000000']) {
    it(`is not “${text}”`, () => assert.equal(parseGtin(text), undefined))
  }
})

const gtins = fc
  .tuple(fc.constantFrom(12, 13), fc.bigInt(1n, 999999999999n))
  .map(([length, number]) => String(number).padStart(length, '0'))
  .map((digits) => digits + gtinCheckDigit(digits))

describe('For every GTIN', () => {
  it('the check digit makes it right', () => fc.assert(fc.property(gtins, (gtin) => parseGtin(gtin) === gtin)))
  it('no single wrong digit passes', () =>
    fc.assert(
      fc.property(gtins, (gtin) =>
        [...gtin].every((digit, at) =>
          [...'0123456789'].every(
            (other) => other === digit || parseGtin(gtin.slice(0, at) + other + gtin.slice(at + 1)) === undefined,
          ),
        ),
      ),
    ))
})
