import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { emailAddressProblem, emailKey, isNhsEmail, parseEmailAddress } from './email-address.ts'

describe('An email address is read', () => {
  for (const [typed, address] of [
    ['amina@example.com', 'amina@example.com'],
    [' Amina.Khan+nhs@Example.COM ', 'Amina.Khan+nhs@example.com'],
    ["o'brien@example.co.uk", "o'brien@example.co.uk"],
    ['name@bücher.example', 'name@xn--bcher-kva.example'],
    ['pharmacist@northfield.example', 'pharmacist@northfield.example'],
    ['no-at.example.com', undefined],
    ['two@@example.com', undefined],
    ['a@b@example.com', undefined],
    ['.dot@example.com', undefined],
    ['dot..dot@example.com', undefined],
    ['name@example', undefined],
    ['name@-example.com', undefined],
    ['name@exam ple.com', undefined],
    ['name@example.com\r\nBcc: other@example.com', undefined],
    ['Name <name@example.com>', undefined],
    ['', undefined],
    ['@example.com', undefined],
    [`${'a'.repeat(65)}@example.com`, undefined],
    [`a@${'b'.repeat(62)}.${'c'.repeat(62)}.${'d'.repeat(62)}.${'e'.repeat(62)}.example`, undefined],
  ] as const) {
    it(`from ${JSON.stringify(typed.slice(0, 50))}`, () => assert.equal(parseEmailAddress(typed), address))
  }
})

describe('An email address', () => {
  it('has to be entered', () => assert.equal(emailAddressProblem(''), 'Enter the email address'))
  it('has to be one', () =>
    assert.equal(emailAddressProblem('amina'), 'Email address must be in the correct format, like name@example.com'))
  it('is looked up without case', () => assert.equal(emailKey('Amina@Example.com'), 'amina@example.com'))
  it('may be NHSmail', () => assert.equal(isNhsEmail('amina.khan@nhs.net'), true))
  it('may be a trust’s', () => assert.equal(isNhsEmail('amina.khan@leeds.nhs.uk'), true))
  it('may only look like one', () => assert.equal(isNhsEmail('amina@notnhs.net'), false))
  it('may only begin like one', () => assert.equal(isNhsEmail('amina@nhs.net.example.com'), false))
})

describe('For every address', () => {
  it('reading it again changes nothing', () =>
    fc.assert(
      fc.property(fc.emailAddress(), (text) => {
        const address = parseEmailAddress(text)
        return address === undefined || parseEmailAddress(address) === address
      }),
    ))
  it('what is kept can never break a mail header', () =>
    fc.assert(fc.property(fc.string(), (text) => !/[\s<>,;]/.test(parseEmailAddress(`${text}@example.com`) ?? ''))))
})
