import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  formatNhsNumber,
  isTestNhsNumber,
  nhsNumberCheckDigit,
  nhsNumberProblem,
  nhsNumberRange,
  parseNhsNumber,
} from './nhs-number.ts'

const VALID = '9990000018'

/** Nine digits that do have a check digit, with it. */
const nhsNumbers = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })
  .map((digits) => digits.join(''))
  .map((nine) => ({ nine, check: nhsNumberCheckDigit(nine) }))
  .filter(({ nine, check }) => check !== undefined && !/^(\d)\1{8}$/.test(nine))
  .map(({ nine, check }) => `${nine}${check}`)

describe('An NHS number is read', () => {
  it('without spaces', () => assert.equal(parseNhsNumber(VALID), VALID))
  it('with spaces', () => assert.equal(parseNhsNumber(' 999 000 0018 '), VALID))
  it('with dashes', () => assert.equal(parseNhsNumber('999-000–0018'), VALID))
  it('with non-breaking spaces', () => assert.equal(parseNhsNumber('999\u00a0000\u00a00018'), VALID))
  it('when its check digit is 0', () => assert.equal(parseNhsNumber('4505577104'), '4505577104'))
  it('but not with a wrong check digit', () => assert.equal(parseNhsNumber('9990000019'), undefined))
  it('but never after nine digits whose check value is 10', () =>
    assert.equal(nhsNumberCheckDigit('999123456'), undefined))
  it('but not with letters', () => assert.equal(parseNhsNumber('999000001O'), undefined))
  it('but not with nine digits', () => assert.equal(parseNhsNumber('999000001'), undefined))
  it('but not ten equal digits', () => assert.equal(parseNhsNumber('4444444444'), undefined))
  it('nor ten zeros', () => assert.equal(parseNhsNumber('0000000000'), undefined))
})

describe('An NHS number problem says', () => {
  it('nothing when there is none', () => assert.equal(nhsNumberProblem('999 000 0018'), undefined))
  it('enter it, when empty', () => assert.equal(nhsNumberProblem('  '), 'Enter the NHS number'))
  it('numbers only', () =>
    assert.equal(nhsNumberProblem('999 000 00I8'), 'NHS number must only include numbers, spaces and dashes'))
  it('how many', () => assert.equal(nhsNumberProblem('999 000'), 'NHS number must have 10 numbers, like 999 123 4012'))
  it('check it, when the check digit is wrong', () =>
    assert.equal(nhsNumberProblem('9990000019'), 'NHS number must be real. Check for a wrong or swapped number'))
  it('the label it was given', () => assert.equal(nhsNumberProblem('', 'Your NHS number'), 'Enter your NHS number'))
  it('an example that itself is real', () => assert.equal(nhsNumberProblem('999 123 4012'), undefined))
})

describe('An NHS number', () => {
  it('is shown in groups of 3, 3 and 4', () => assert.equal(formatNhsNumber(VALID), '999 000 0018'))
  it('that is not one is shown as it is', () => assert.equal(formatNhsNumber('unknown'), 'unknown'))
  it('from the 999 range is a test number', () => assert.equal(isTestNhsNumber(VALID), true))
  it('from another range is not', () => assert.equal(isTestNhsNumber('4505577104'), false))
  it('may be from England or Wales', () => assert.equal(nhsNumberRange('4505577104'), 'england-wales'))
  it('may be a Scottish CHI number', () => assert.equal(nhsNumberRange('0101010000'), 'scotland'))
  it('may be a Northern Irish H&C number', () => assert.equal(nhsNumberRange('3200000010'), 'northern-ireland'))
  it('may be a test number', () => assert.equal(nhsNumberRange(VALID), 'test'))
  it('may be none of these', () => assert.equal(nhsNumberRange('9000000009'), 'unassigned'))
})

describe('For every NHS number', () => {
  it('what is shown is read back', () =>
    fc.assert(fc.property(nhsNumbers, (number) => parseNhsNumber(formatNhsNumber(number)) === number)))
  it('one wrong digit is caught', () =>
    fc.assert(
      fc.property(nhsNumbers, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const wrong = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)
        return parseNhsNumber(wrong) === undefined
      }),
    ))
  it('two swapped neighbours are caught', () =>
    fc.assert(
      fc.property(nhsNumbers, fc.integer({ min: 0, max: 8 }), (number, at) => {
        const swapped = number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)
        return swapped === number || parseNhsNumber(swapped) === undefined
      }),
    ))
  it('any text at all gets an answer, and a problem exactly when it is not a number', () =>
    fc.assert(
      fc.property(
        fc.string(),
        (text) => (nhsNumberProblem(text) === undefined) === (parseNhsNumber(text) !== undefined),
      ),
    ))
})
