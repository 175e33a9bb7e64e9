import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  displayName,
  fullName,
  type HumanName,
  nameInUse,
  namePartProblem,
  nameProblems,
  shortName,
} from './person-name.ts'

const amina: HumanName = { use: 'usual', prefix: ['Mrs'], given: ['Amina', 'Jane'], family: 'Smith', suffix: ['MBE'] }
const born: HumanName = { ...amina, use: 'maiden', prefix: [], family: 'Khan' }

describe('A name is shown', () => {
  it('family name first in capitals', () => assert.equal(displayName(amina), 'SMITH, Amina (Mrs)'))
  it('without a title', () => assert.equal(displayName({ ...amina, prefix: [] }), 'SMITH, Amina'))
  it('without a given name', () => assert.equal(displayName({ ...amina, given: [] }), 'SMITH (Mrs)'))
  it('without a family name', () => assert.equal(displayName({ ...amina, family: '', prefix: [] }), 'Amina'))
  it('with accents kept', () =>
    assert.equal(displayName({ ...amina, family: 'Łukaszewicz' }), 'ŁUKASZEWICZ, Amina (Mrs)'))
  it('whole in a letter', () => assert.equal(fullName(amina), 'Mrs Amina Jane Smith MBE'))
  it('short in a sentence', () => assert.equal(shortName(amina), 'Amina Smith'))
})

describe('The name in use', () => {
  const on = '2026-11-22'
  it('is the usual one', () => assert.equal(nameInUse([{ ...amina, use: 'official' }, amina], on), amina))
  it('is never a maiden name', () => assert.equal(nameInUse([born], on), undefined))
  it('is not one that has ended', () => assert.equal(nameInUse([{ ...amina, end: '2026-11-21' }], on), undefined))
  it('is one that ends today', () => assert.equal(nameInUse([{ ...amina, end: on }], on)?.end, on))
  it('is not one that has not begun', () => assert.equal(nameInUse([{ ...amina, start: '2026-11-23' }], on), undefined))
  it('is the official one when there is no usual one', () =>
    assert.equal(nameInUse([born, { ...amina, use: 'official' }], on)?.use, 'official'))
})

describe('A name may', () => {
  it('be ordinary', () => assert.deepEqual(nameProblems(amina), []))
  it('be one word', () => assert.deepEqual(nameProblems({ ...amina, given: [] }), []))
  it('be in another script', () => assert.equal(namePartProblem('李小龍', 'Given name'), undefined))
  it('have a number in it, as newborn twins do', () => assert.equal(namePartProblem('Twin 1', 'Given name'), undefined))
  it('have an apostrophe', () => assert.equal(namePartProblem("O'Brien-Łuczak", 'Family name'), undefined))
})

describe('A name must', () => {
  it('not be empty', () =>
    assert.deepEqual(nameProblems({ ...amina, family: ' ', given: [''] }), [
      { field: 'family', text: 'Enter the family name or given name' },
    ]))
  it('not be too long', () =>
    assert.equal(namePartProblem('a'.repeat(101), 'Family name'), 'Family name must be 100 characters or fewer'))
  it('not hide text that reads backwards', () =>
    assert.equal(
      namePartProblem('Smi\u202eth', 'Family name'),
      'Family name must not include < or > or hidden characters',
    ))
  it('not be markup', () =>
    assert.equal(namePartProblem('<b>', 'Family name'), 'Family name must not include < or > or hidden characters'))
  it('have a letter', () => assert.equal(namePartProblem('123', 'Family name'), 'Family name must include a letter'))
  it('not end before it begins', () =>
    assert.deepEqual(
      nameProblems({ ...amina, start: '2026-01-02', end: '2026-01-01' }).map(({ field }) => field),
      ['period'],
    ))
})
