import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { quantityInFigures, quantityInWords, refuseWordsAndFigures } from './quantity-words.ts'

describe('A quantity in words and figures', () => {
  for (const [quantity, words, figures] of [
    [28, 'twenty eight', '28'],
    [0.5, 'zero point five', '0.5'],
    [1000, 'one thousand', '1,000'],
    [1, 'one', '1'],
    [14, 'fourteen', '14'],
    [30, 'thirty', '30'],
    [100, 'one hundred', '100'],
    [112, 'one hundred and twelve', '112'],
    [1005, 'one thousand and five', '1,005'],
    [1500, 'one thousand five hundred', '1,500'],
    [12_340, 'twelve thousand three hundred and forty', '12,340'],
    [1_000_000, 'one million', '1,000,000'],
    [2.25, 'two point two five', '2.25'],
    [10.05, 'ten point zero five', '10.05'],
  ] as const) {
    it(`is “${words}” and ${figures}`, () => {
      assert.equal(quantityInWords(quantity), words)
      assert.equal(quantityInFigures(quantity), figures)
      assert.equal(refuseWordsAndFigures(words, figures), undefined)
    })
  }
  it('may have hyphens, capitals or no comma', () => {
    assert.equal(refuseWordsAndFigures(' Twenty-Eight ', '28'), undefined)
    assert.equal(refuseWordsAndFigures('one thousand', '1000'), undefined)
  })
  for (const [words, figures] of [
    ['twenty eight', '82'],
    ['twenty', '28'],
    ['fifty', '15'],
    ['five', '0.5'],
    ['one thousand', '1.000'],
    ['one thousand', '10,00'],
    ['', '28'],
    ['twenty eight', ''],
    ['zero', '0'],
    ['twenty eight', '28 tablets'],
    ['one', '1e0'],
  ] as const)
    it(`is refused as “${words}” and “${figures}”`, () =>
      assert.equal(refuseWordsAndFigures(words, figures)?.name, 'words-and-figures'))
  it('never agrees with another quantity', () => {
    const quantity = fc.integer({ min: 1, max: 2_000_000 }).map((number) => number / 4)
    fc.assert(
      fc.property(quantity, quantity, (one, other) => {
        const refusal = refuseWordsAndFigures(quantityInWords(one), quantityInFigures(other))
        assert.equal(refusal === undefined, one === other)
      }),
    )
  })
  it('is not made of nothing', () => {
    for (const quantity of [0, -1, Number.NaN, 0.0001]) assert.throws(() => quantityInWords(quantity), RangeError)
  })
})
