import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import {
  formatTelephoneNumber,
  isFictionalNumber,
  isMobileNumber,
  isPremiumRate,
  parseTelephoneNumber,
  telephoneProblem,
} from './telephone-number.ts'

describe('A telephone number is read', () => {
  for (const [typed, number] of [
    ['07700 900982', '+447700900982'],
    ['07700900982', '+447700900982'],
    ['+44 7700 900982', '+447700900982'],
    ['+44 (0)7700 900 982', '+447700900982'],
    ['0044 7700 900982', '+447700900982'],
    ['01632 960001', '+441632960001'],
    ['(0113) 496-0123', '+441134960123'],
    ['020 7946 0000 ext 3', '+442079460000'],
    ['07624 123456', '+447624123456'],
    ['0300 123 4567', '+443001234567'],
    ['+33 1 42 68 53 00', '+33142685300'],
    ['００7', undefined],
    ['07700 90098', undefined],
    ['12345', undefined],
    ['999', undefined],
    ['call 07700 900982', undefined],
    ['', undefined],
    ['+', undefined],
  ] as const) {
    it(`from "${typed}" as ${number}`, () => assert.equal(parseTelephoneNumber(typed), number))
  }
})

describe('A mobile number', () => {
  it('is read the short way exactly as the library would read it', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (digits) => {
        const typed = `07${String(digits).padStart(9, '0')}`
        const library = parsePhoneNumberFromString(typed, 'GB')
        const expected = library?.isValid() || isFictionalNumber(library?.number ?? '') ? library?.number : undefined
        assert.equal(parseTelephoneNumber(typed), expected)
      }),
      { numRuns: 500 },
    ))
})

describe('A telephone number problem says', () => {
  it('enter it', () => assert.equal(telephoneProblem(''), 'Enter the telephone number'))
  it('what one is like', () =>
    assert.equal(
      telephoneProblem('0770'),
      'Telephone number must be a real telephone number, like 01632 960 001, 07700 900 982 or +33 1 42 68 53 00',
    ))
  it('it must be a mobile', () =>
    assert.equal(
      telephoneProblem('01632 960001', 'Mobile number', { mobile: true }),
      'Mobile number must be a mobile number, like 07700 900 982',
    ))
  it('nothing about a mobile', () =>
    assert.equal(telephoneProblem('07700 900982', 'Mobile number', { mobile: true }), undefined))
  for (const number of ['0909 8790000', '0871 2345678', '0845 123 4567', '070 1234 5678', '+1 900 555 1234']) {
    it(`${number} costs extra`, () =>
      assert.equal(telephoneProblem(number), 'Telephone number must not be one that costs extra to call'))
  }
})

describe('A telephone number', () => {
  it('is shown as people here dial it', () => assert.equal(formatTelephoneNumber('+447700900982'), '07700 900982'))
  it('is shown with its country when abroad', () =>
    assert.equal(formatTelephoneNumber('+33142685300'), '+33 1 42 68 53 00'))
  it('is shown as it is when it is not one', () => assert.equal(formatTelephoneNumber('unknown'), 'unknown'))
  it('beginning 07 is a mobile', () => assert.equal(isMobileNumber('+447700900982'), true))
  it('beginning 07624 is a mobile', () => assert.equal(isMobileNumber('+447624123456'), true))
  it('beginning 076 is a pager', () => assert.equal(isMobileNumber('+447601234567'), false))
  it('beginning 01 is not a mobile', () => assert.equal(isMobileNumber('+441632960001'), false))
  it('beginning 03 costs no extra', () => assert.equal(isPremiumRate('+443001234567'), false))
  it('kept for drama is known', () => assert.equal(isFictionalNumber('+441632960001'), true))
  it('in real use is not', () => assert.equal(isFictionalNumber('+443001234567'), false))
})

describe('For every number', () => {
  const mobiles = fc.integer({ min: 0, max: 999 }).map((last) => `+447700900${String(last).padStart(3, '0')}`)
  it('what is shown is read back', () =>
    fc.assert(fc.property(mobiles, (number) => parseTelephoneNumber(formatTelephoneNumber(number)) === number)))
  it('any text gets an answer', () =>
    fc.assert(fc.property(fc.string(), (text) => /^\+\d{6,15}$/.test(parseTelephoneNumber(text) ?? '+4400000'))))
})
