import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Address, addressFor, addressLines, addressProblems, addressText } from './address.ts'

const home: Address = { use: 'home', lines: ['Flat 2', '14 Beckett Street'], city: 'Leeds', postcode: 'LS9 7TF' }
const delivery: Address = { ...home, use: 'delivery', lines: ['1 Works Road'] }
const staying: Address = { ...home, use: 'temp', lines: ['8 Sea View'], start: '2026-11-01', end: '2026-11-30' }
const noFixedAbode: Address = { use: 'home', lines: [], postcode: 'ZZ99 3VZ' }

describe('An address is right', () => {
  it('with lines, town and postcode', () => assert.deepEqual(addressProblems(home), []))
  it('with no lines when there is no fixed abode', () => assert.deepEqual(addressProblems(noFixedAbode), []))
  it('abroad without a UK postcode', () =>
    assert.deepEqual(addressProblems({ use: 'home', lines: ['1 Rue de la Paix'], city: 'Paris', country: 'FR' }), []))
  it('in Jersey with its postcode', () =>
    assert.deepEqual(addressProblems({ ...home, postcode: 'JE2 3AB', country: 'JE' }), []))
  it('for a while, when it has both days', () => assert.deepEqual(addressProblems(staying), []))
})

describe('An address problem says', () => {
  const texts = (change: Partial<Address>) => addressProblems({ ...home, ...change }).map(({ text }) => text)
  it('enter the first line', () => assert.deepEqual(texts({ lines: [' '] }), ['Enter the first line of the address']))
  it('enter the postcode', () => assert.deepEqual(texts({ postcode: undefined }), ['Enter the postcode']))
  it('the postcode is not one', () =>
    assert.deepEqual(texts({ postcode: 'LS9' }), ['Postcode must be a full UK postcode, like SW1A 1AA']))
  it('there are too many lines', () =>
    assert.deepEqual(texts({ lines: ['1', '2', '3', '4', '5', '6'] }), [
      'Address must have 5 lines or fewer, as well as town and postcode',
    ]))
  it('which line is too long', () =>
    assert.deepEqual(texts({ lines: ['1', 'x'.repeat(101)] }), ['Address line 2 must be 100 characters or fewer']))
  it('a line hides something', () =>
    assert.deepEqual(texts({ city: 'Le\u0000eds' }), ['Town or city must not include < or > or hidden characters']))
  it('a foreign postcode hides something', () =>
    assert.deepEqual(texts({ postcode: '75\u0000', country: 'FR' }), [
      'Postcode must not include < or > or hidden characters',
    ]))
  it('the country is not a code', () =>
    assert.deepEqual(texts({ country: 'France' }), ['Country must be chosen from the list']))
  it('a temporary address has no first day', () =>
    assert.deepEqual(texts({ use: 'temp' }), ['Enter the first day at the temporary address']))
  it('a temporary address has no last day', () =>
    assert.deepEqual(texts({ use: 'temp', start: '2026-11-01' }), ['Enter the last day at the temporary address']))
  it('a temporary address lasts too long', () =>
    assert.deepEqual(texts({ use: 'temp', start: '2026-11-01', end: '2027-01-31' }), [
      'Last day at the temporary address must be the same as or before 30 January 2027',
    ]))
  it('it ends before it begins', () =>
    assert.deepEqual(texts({ start: '2026-11-02', end: '2026-11-01' }), [
      'Last day at the address must be the same as or after 2 November 2026',
    ]))
})

describe('An address is written', () => {
  it('in lines', () => assert.deepEqual(addressLines(home), ['Flat 2', '14 Beckett Street', 'Leeds', 'LS9 7TF']))
  it('on one line', () => assert.equal(addressText(home), 'Flat 2, 14 Beckett Street, Leeds, LS9 7TF'))
  it('without saying the town twice', () =>
    assert.equal(addressText({ ...home, county: 'LEEDS' }), 'Flat 2, 14 Beckett Street, Leeds, LS9 7TF'))
  it('with its country when abroad', () =>
    assert.equal(
      addressText({ use: 'home', lines: ['1 Rue X'], city: 'Paris', country: 'FR' }),
      '1 Rue X, Paris, France',
    ))
  it('as no fixed abode, never as a pseudo-postcode', () => assert.equal(addressText(noFixedAbode), 'No fixed abode'))
})

describe('Things go', () => {
  const on = '2026-11-22'
  it('by post, home', () => assert.equal(addressFor([home, delivery], 'post', on), home))
  it('by post, to where a person is staying', () => assert.equal(addressFor([home, staying], 'post', on), staying))
  it('by post, home again after that', () => assert.equal(addressFor([home, staying], 'post', '2026-12-01'), home))
  it('by courier, to the delivery address', () =>
    assert.equal(addressFor([home, staying, delivery], 'delivery', on), delivery))
  it('by courier, home when there is no other', () => assert.equal(addressFor([home], 'delivery', on), home))
  it('never to a previous address', () => assert.equal(addressFor([{ ...home, use: 'old' }], 'post', on), undefined))
  it('nowhere, when there is no fixed abode', () => assert.equal(addressFor([noFixedAbode], 'post', on), undefined))
})
