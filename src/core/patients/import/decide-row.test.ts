import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asRecord } from '../fhir/patient.test-support.ts'
import { patientDetails, type Patient } from '../patient.ts'
import { decideRow } from './decide-row.ts'
import { independentRows } from './independent-rows.ts'
import type { SentPatient } from './sent-patient.ts'

const name = { use: 'usual', prefix: [], given: ['Amina'], family: 'Khan', suffix: [] } as const
const sent = (over: Partial<SentPatient> = {}): SentPatient => ({
  nhsNumber: { number: '9990000018', status: '02' },
  identifiers: [],
  names: [name],
  birthDate: '1961-03-12',
  addresses: [],
  contactPoints: [],
  communication: {},
  sensitive: false,
  ...over,
})
const record = (over: Partial<Patient> = {}): Patient =>
  asRecord(
    patientDetails({
      nhsNumber: { number: '9990000018', status: '01' },
      names: [name],
      birthDate: '1961-03-12',
      gender: 'female',
    }),
    over,
  )
const options = { today: '2026-11-22', addAlike: false }
const unnumbered = (): SentPatient => {
  const { nhsNumber: _number, ...rest } = sent()
  return rest
}
const decide = (row: SentPatient, same?: Patient, alike: Patient[] = [], over = {}) =>
  decideRow(row, { same, alike }, { ...options, ...over }).kind

describe('A row', () => {
  it('about nobody who is here is added', () => assert.equal(decide(sent()), 'add'))
  it('that says what is known changes nothing', () => assert.equal(decide(sent(), record()), 'same'))
  it('that says more is a change', () => assert.equal(decide(sent({ gender: 'other' }), record()), 'change'))
  it('with a slip in the birth date is still the same person', () =>
    assert.equal(decide(sent({ birthDate: '1961-03-13' }), record()), 'change'))
  it('with another name and the same birth date is still the same person', () =>
    assert.equal(decide(sent({ names: [{ ...name, family: 'Wholly', given: ['Other'] }] }), record()), 'change'))
  it('with another name and another birth date is held', () =>
    assert.equal(
      decide(sent({ names: [{ ...name, family: 'Wholly', given: ['Other'] }], birthDate: '1999-09-09' }), record()),
      'held',
    ))
  it('with another number than the record of its identifier is held', () =>
    assert.equal(decide(sent({ nhsNumber: { number: '9990000026', status: '02' } }), record()), 'held'))
  it('without a number is held when someone is alike', () =>
    assert.equal(decide(unnumbered(), undefined, [record()]), 'held'))
  it('with a number is held when the one who is alike has none', () =>
    assert.equal(decide(sent(), undefined, [record({ nhsNumber: { absence: 'not-known' } })]), 'held'))
  it('with a number is added when the one who is alike has another', () =>
    assert.equal(decide(sent(), undefined, [record({ nhsNumber: { number: '9990000026', status: '01' } })]), 'add'))
  it('is added all the same when that was asked for', () =>
    assert.equal(decide(unnumbered(), undefined, [record()], { addAlike: true }), 'add'))
  it('that makes a record sensitive is a change, and never the other way', () => {
    assert.equal(decide(sent({ sensitive: true }), record()), 'change')
    assert.equal(decide(sent(), record({ sensitive: true })), 'same')
  })
})

describe('Rows are decided together', () => {
  it('until one is about someone among them', () => {
    const other = sent({ nhsNumber: { number: '9990000026', status: '02' }, birthDate: '1970-01-01' })
    assert.equal(independentRows([sent(), other, undefined, sent()]).count, 3)
    assert.equal(independentRows([sent(), other]).count, 2)
    assert.equal(independentRows([unnumbered(), unnumbered()]).count, 1)
    assert.equal(independentRows([]).count, 0)
    assert.equal(independentRows([other, sent()], independentRows([sent()]).keys).count, 1)
  })
})
