import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { odsCodeProblem, parseOdsCode } from './ods-code.ts'

describe('An ODS code', () => {
  it('may be a trust', () => assert.equal(parseOdsCode(' rr8 '), 'RR8'))
  it('may be a practice', () => assert.equal(parseOdsCode('b86011'), 'B86011'))
  it('is at least three characters', () => assert.equal(parseOdsCode('RR'), undefined))
  it('is at most twelve', () => assert.equal(parseOdsCode('A123456789012'), undefined))
  it('has no punctuation', () => assert.equal(parseOdsCode('RR8-1'), undefined))
  it('has to be entered', () => assert.equal(odsCodeProblem(' '), 'Enter the ODS code'))
  it('has to be one', () =>
    assert.equal(odsCodeProblem('R!'), 'ODS code must be 3 to 12 letters and numbers, like RR8 or B86011'))
})
