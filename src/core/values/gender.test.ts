import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  ADMINISTRATIVE_GENDERS,
  administrativeGenderFrom,
  isAdministrativeGender,
  isGenderIdentity,
  isPersonStatedGender,
  isSameAsAtBirth,
  PERSON_STATED_GENDERS,
} from './gender.ts'

describe('Gender', () => {
  it('has FHIR’s four administrative codes', () =>
    assert.deepEqual(Object.keys(ADMINISTRATIVE_GENDERS).sort(), ['female', 'male', 'other', 'unknown']))
  it('is known by its code', () => assert.ok(isAdministrativeGender('other')))
  it('is not known by anything else', () => assert.ok(!isAdministrativeGender('hasOwnProperty')))
  it('stated as non-binary is code 3', () => assert.ok(isGenderIdentity('3')))
  it('stated to the NHS Data Dictionary has no code 3', () => assert.ok(!isPersonStatedGender('3')))
  it('declined is not the same as not asked', () => assert.ok(isSameAsAtBirth('Z') && isSameAsAtBirth('X')))
  it('maps from every stated code', () => {
    const codes = Object.keys(PERSON_STATED_GENDERS).filter(isPersonStatedGender)
    assert.deepEqual(new Set(codes.map(administrativeGenderFrom)), new Set(['male', 'female', 'other', 'unknown']))
  })
})
