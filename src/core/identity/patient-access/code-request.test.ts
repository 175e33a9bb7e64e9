import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HumanName } from '../../values/person-name.ts'
import { recordThatFits, type Candidate, type CodeRequest } from './code-request.ts'

const named = (given: string, family: string): HumanName => ({
  use: 'usual',
  prefix: [],
  given: [given],
  family,
  suffix: [],
})
const amina: Candidate = {
  patientId: 'amina',
  nhsNumber: '9990000018',
  names: [named('Amina', 'O’Brien-Smith')],
  birthDate: '1961-03-12',
  postcodes: ['LS1 1AA'],
}
const request: CodeRequest = {
  nhsNumber: undefined,
  givenName: 'amina jane',
  familyName: 'OBRIEN SMITH',
  birthDate: '1961-03-12',
  postcode: 'ls11aa',
}
const found = (over: Partial<CodeRequest>, candidates = [amina]) =>
  recordThatFits({ ...request, ...over }, candidates)?.patientId

describe('A request for a code', () => {
  it('fits by names, birth date and postcode, however they are typed', () => assert.equal(found({}), 'amina'))
  it('fits by NHS number, birth date and family name', () => {
    assert.equal(found({ nhsNumber: '9990000018', postcode: '', givenName: 'Someone' }), 'amina')
  })
  it('fits nobody when one thing differs', () => {
    assert.equal(found({ birthDate: '1961-03-13' }), undefined)
    assert.equal(found({ familyName: 'Smith' }), undefined)
    assert.equal(found({ givenName: 'Anna' }), undefined)
    assert.equal(found({ postcode: 'LS1 1AB' }), undefined)
    assert.equal(found({ nhsNumber: '9990000026' }), undefined)
    assert.equal(found({ nhsNumber: '9990000018', familyName: 'Jones' }), undefined)
    assert.equal(found({ familyName: '-' }, [{ ...amina, names: [named('Amina', '-')] }]), undefined)
  })
  it('fits nobody when it fits two', () => {
    assert.equal(found({}, [amina, { ...amina, patientId: 'twin' }]), undefined)
  })
})
