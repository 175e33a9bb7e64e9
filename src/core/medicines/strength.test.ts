import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { quantityWords, strengthWords } from './strength.ts'

describe('A quantity in words', () => {
  for (const [quantity, words] of [
    ['0.4', '0.4'],
    ['0.40', '0.4'],
    ['5.0', '5'],
    ['10000', '10,000'],
    ['1234567.50', '1,234,567.5'],
    ['0', '0'],
    ['100', '100'],
  ] as const)
    it(`${quantity} is ${words}`, () => assert.equal(quantityWords(quantity, undefined), words))
  it('has its unit behind it', () => assert.equal(quantityWords('0.4', 'ml'), '0.4 ml'))
})

describe('A strength in words', () => {
  const strength = { numerator: '100', numeratorUnit: 'mg', denominator: '1', denominatorUnit: 'ml' }
  it('is so much in so much', () => assert.equal(strengthWords(strength), '100 mg in 1 ml'))
  it('may be so much alone', () =>
    assert.equal(strengthWords({ ...strength, denominator: undefined, denominatorUnit: undefined }), '100 mg'))
  it('may be missing', () => assert.equal(strengthWords({ ...strength, numerator: undefined }), undefined))
})
