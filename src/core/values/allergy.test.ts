import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Allergy, allergyHold, allergyLine, allergyProblem, allergyStatus, NOT_YET_ASKED } from './allergy.ts'

const asked = { on: '2026-11-03', by: 'Sister Grace Oduya' }
const penicillin: Allergy = { substance: 'Penicillin', reaction: 'anaphylaxis', severity: 'severe' }
const latex: Allergy = { substance: 'Latex', severity: 'unknown' }

describe('Allergies', () => {
  it('begin as not yet asked', () => assert.deepEqual(allergyStatus([], undefined), NOT_YET_ASKED))
  it('are none known only when someone asked', () =>
    assert.deepEqual(allergyStatus([], asked), { status: 'none-known', askedOn: asked.on, askedBy: asked.by }))
  it('are listed, worst first', () => {
    const status = allergyStatus([latex, penicillin], asked)
    assert.deepEqual(status.status === 'listed' && status.allergies, [penicillin, latex])
  })
  it('cannot be listed by no one', () => assert.throws(() => allergyStatus([latex], undefined), RangeError))
  it('need a substance', () =>
    assert.equal(allergyProblem({ substance: ' ' }), 'Enter the medicine, food or substance'))
  it('have no problem with one', () => assert.equal(allergyProblem(latex), undefined))
})

describe('The banner says', () => {
  it('not yet asked', () => assert.equal(allergyLine(NOT_YET_ASKED), 'Allergies: not yet asked'))
  it('none known, and when', () =>
    assert.equal(allergyLine(allergyStatus([], asked)), 'No known allergies (asked 3 November 2026)'))
  it('what they are', () =>
    assert.equal(
      allergyLine(allergyStatus([latex, penicillin], asked)),
      'Allergies: Penicillin (severe, anaphylaxis); Latex',
    ))
})

describe('Prescribing is held', () => {
  it('when no one has asked', () => assert.equal(allergyHold(NOT_YET_ASKED, '2026-11-22'), 'not-yet-asked'))
  it('when the answer is more than a year old', () =>
    assert.equal(allergyHold(allergyStatus([], asked), '2027-11-04'), 'confirm-again'))
  it('but not on the last day of the year', () =>
    assert.equal(allergyHold(allergyStatus([], asked), '2027-11-03'), undefined))
  it('but not when allergies are listed', () =>
    assert.equal(allergyHold(allergyStatus([latex], asked), '2026-11-22'), undefined))
})
