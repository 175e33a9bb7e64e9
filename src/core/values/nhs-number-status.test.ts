import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  isNhsNumberAbsence,
  isNhsNumberStatus,
  NHS_NUMBER_ABSENCES,
  NHS_NUMBER_STATUSES,
  statusFits,
} from './nhs-number-status.ts'

describe('An NHS number status', () => {
  it('has eight codes', () => assert.equal(Object.keys(NHS_NUMBER_STATUSES).length, 8))
  it('is known by its code', () => assert.equal(isNhsNumberStatus('08'), true))
  it('is not known by anything else', () => assert.equal(isNhsNumberStatus('toString'), false))
  it('cannot be verified without a number', () => assert.equal(statusFits('01', false), false))
  it('cannot be "not present" with a number', () => assert.equal(statusFits('07', true), false))
  it('may be traced and in conflict', () => assert.equal(statusFits('05', true), true))
})

describe('A reason for having no NHS number', () => {
  it('always has a status that fits a record without one', () => {
    const absences = Object.values(NHS_NUMBER_ABSENCES)
    assert.ok(absences.length > 0)
    for (const absence of absences) assert.equal(statusFits(absence.status, false), true, absence.words)
  })
  it('for a newborn is a postponed trace', () => assert.equal(NHS_NUMBER_ABSENCES.newborn.status, '08'))
  it('is known by its code', () => assert.equal(isNhsNumberAbsence('declined'), true))
  it('is not known by anything else', () => assert.equal(isNhsNumberAbsence('lost'), false))
})
