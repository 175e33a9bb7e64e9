import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  NO_FIXED_ABODE,
  outwardCode,
  parsePostcode,
  postcodeKind,
  postcodeProblem,
  postcodeQueryPrefix,
  postcodeSearchKey,
} from './postcode.ts'

describe('A postcode is read', () => {
  for (const [typed, postcode] of [
    ['SW1A 1AA', 'SW1A 1AA'],
    ['sw1a1aa', 'SW1A 1AA'],
    [' m1  1ae ', 'M1 1AE'],
    ['M60 1NW', 'M60 1NW'],
    ['CR26XH', 'CR2 6XH'],
    ['DN55 1PT', 'DN55 1PT'],
    ['W1P-1HQ', 'W1P 1HQ'],
    ['EC1A 1BB', 'EC1A 1BB'],
    ['gir 0aa', 'GIR 0AA'],
    ['JE2 3AB', 'JE2 3AB'],
    ['GY1 1WR', 'GY1 1WR'],
    ['IM1 1AE', 'IM1 1AE'],
    ['BF1 2AT', 'BF1 2AT'],
    ['bfpo 801', 'BFPO 801'],
    ['FIQQ1ZZ', 'FIQQ 1ZZ'],
    ['GX11 1AA', 'GX11 1AA'],
    ['zz993vz', 'ZZ99 3VZ'],
    ['LS1 IAA', 'LS1 1AA'],
    ['LS1 OAA', 'LS1 0AA'],
  ] as const) {
    it(`from ${typed}`, () => assert.equal(parsePostcode(typed), postcode))
  }
  for (const wrong of [
    'SW1A',
    'SW1A 1A',
    'QA1 1AA',
    'SW1A 1AC',
    '12345',
    'A 1AA',
    'SW1A 1AAA',
    'LS1 1CA',
    'BFPO',
    '',
  ]) {
    it(`but not from "${wrong}"`, () => assert.equal(parsePostcode(wrong), undefined))
  }
})

describe('A postcode problem says', () => {
  it('enter it', () => assert.equal(postcodeProblem(' '), 'Enter the postcode'))
  it('what a postcode is like', () =>
    assert.equal(postcodeProblem('SW1A'), 'Postcode must be a full UK postcode, like SW1A 1AA'))
  it('nothing when there is none', () => assert.equal(postcodeProblem('sw1a1aa'), undefined))
})

describe('A postcode has', () => {
  it('an outward code', () => assert.equal(outwardCode('SW1A 1AA'), 'SW1A'))
  it('an outward code in the forces', () => assert.equal(outwardCode('BFPO 801'), 'BFPO'))
  it('a key without a space', () => assert.equal(postcodeSearchKey('SW1A 1AA'), 'SW1A1AA'))
  it('a kind on the mainland', () => assert.equal(postcodeKind('SW1A 1AA'), 'uk'))
  it('a kind in Jersey', () => assert.equal(postcodeKind('JE2 3AB'), 'crown-dependency'))
  it('a kind in the forces', () => assert.equal(postcodeKind('BF1 2AT'), 'forces'))
  it('a kind in the Falklands', () => assert.equal(postcodeKind('FIQQ 1ZZ'), 'overseas-territory'))
  it('a kind with no fixed abode', () => assert.equal(postcodeKind(NO_FIXED_ABODE), 'no-fixed-abode'))
  it('a kind that is no place', () => assert.equal(postcodeKind('ZZ99 3CZ'), 'pseudo'))
})

describe('A postcode is looked up', () => {
  it('whole', () => assert.equal(postcodeQueryPrefix('sw1a 1aa'), 'SW1A1AA'))
  it('by its outward code', () => assert.equal(postcodeQueryPrefix('ls1'), 'LS1'))
  it('by part of its inward code', () => assert.equal(postcodeQueryPrefix('LS1 4'), 'LS14'))
  it('but not by a name', () => assert.equal(postcodeQueryPrefix('Leeds'), undefined))
})

describe('For every postcode', () => {
  const outward = fc.constantFrom('M1', 'M60', 'CR2', 'DN55', 'W1P', 'EC1A', 'BT1', 'EH12', 'JE2', 'BF1')
  const inward = fc.tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.string({ unit: fc.constantFrom(...'ABDEFGHJLNPQRSTUWXYZ'), minLength: 2, maxLength: 2 }),
  )
  const postcodes = fc.tuple(outward, inward).map(([out, [digit, letters]]) => `${out} ${digit}${letters}`)
  it('the case and the spaces typed do not matter', () =>
    fc.assert(
      fc.property(postcodes, fc.nat(8), fc.boolean(), (postcode, at, lower) => {
        const key = postcodeSearchKey(postcode)
        const typed = `${key.slice(0, at)} ${key.slice(at)}`
        return parsePostcode(lower ? typed.toLowerCase() : typed) === postcode
      }),
    ))
  it('any text has a problem exactly when it is not one', () =>
    fc.assert(
      fc.property(fc.string(), (text) => (postcodeProblem(text) === undefined) === (parsePostcode(text) !== undefined)),
    ))
})
