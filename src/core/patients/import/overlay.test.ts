import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { changesBetween } from '../changes.ts'
import { anyDetails } from '../fhir/patient.test-support.ts'
import type { HumanName } from '../../values/person-name.ts'
import { patientDetails, type PatientDetails } from '../patient.ts'
import { overlay } from './overlay.ts'
import { sentDetails, type SentPatient } from './sent-patient.ts'

const TODAY = '2026-11-22'
const name = (over: Partial<HumanName> = {}): HumanName => ({
  use: 'usual',
  prefix: [],
  given: ['Amina'],
  family: 'Khan',
  suffix: [],
  ...over,
})
const known = (over: Partial<PatientDetails> = {}): PatientDetails =>
  patientDetails({ names: [name()], nhsNumber: { number: '9990000018', status: '01' }, gender: 'female', ...over })
const says = (over: Partial<SentPatient> = {}): SentPatient => ({
  identifiers: [],
  names: [],
  addresses: [],
  contactPoints: [],
  communication: {},
  sensitive: false,
  ...over,
})
const laid = (over: Partial<SentPatient>, on: PatientDetails = known()) => overlay(on, says(over), TODAY)

describe('What a row says is laid over a record', () => {
  it('and nothing changes when it says what is known', () =>
    fc.assert(
      fc.property(anyDetails, (details) =>
        assert.equal(changesBetween(details, overlay(details, sentDetails(details, false), TODAY)), undefined),
      ),
    ))
  it('and nothing changes when it says nothing', () =>
    fc.assert(
      fc.property(anyDetails, (details) => assert.equal(changesBetween(details, laid({}, details)), undefined)),
    ))
  it('and saying it twice changes nothing more', () =>
    fc.assert(
      fc.property(anyDetails, anyDetails, (before, sent) => {
        const row = sentDetails(sent, false)
        const once = overlay(before, row, TODAY)
        assert.equal(changesBetween(once, overlay(once, row, TODAY)), undefined)
      }),
    ))
  it('and no name, address, number or identifier is ever lost', () =>
    fc.assert(
      fc.property(anyDetails, anyDetails, (before, sent) => {
        const after = overlay(before, sentDetails(sent, false), TODAY)
        for (const { family } of before.names) assert.ok(after.names.some((each) => each.family === family))
        for (const { lines } of before.addresses)
          assert.ok(after.addresses.some((each) => each.lines.join() === lines.join()))
        for (const { value } of before.contactPoints)
          assert.ok(after.contactPoints.some((each) => each.value === value))
        assert.ok(after.identifiers.length >= before.identifiers.length)
      }),
    ))
})

describe('A name', () => {
  it('that is new leaves the old one as a past name', () =>
    assert.deepEqual(laid({ names: [name({ family: 'Begum' })] }).names, [
      name({ use: 'old', end: TODAY }),
      name({ family: 'Begum' }),
    ]))
  it('that differs in case and spaces only is the same', () =>
    assert.deepEqual(laid({ names: [name({ family: ' KHAN ' })] }).names, [name()]))
  it('that is official is the same as one that is usual', () =>
    assert.deepEqual(laid({ names: [name({ use: 'official' })] }).names, [name()]))
  it('with a title gives the known one its title', () =>
    assert.deepEqual(laid({ names: [name({ prefix: ['Dr'] })] }).names, [name({ prefix: ['Dr'] })]))
  it('before marriage does not replace the usual one', () =>
    assert.deepEqual(laid({ names: [name({ use: 'maiden', family: 'Ali' })] }).names, [
      name(),
      name({ use: 'maiden', family: 'Ali' }),
    ]))
})

describe('A number, a death and a need', () => {
  it('a verified number stays verified when a file repeats it', () =>
    assert.deepEqual(laid({ nhsNumber: { number: '9990000018', status: '02' } }).nhsNumber, {
      number: '9990000018',
      status: '01',
    }))
  it('unless the file says that it conflicts', () =>
    assert.deepEqual(laid({ nhsNumber: { number: '9990000018', status: '05' } }).nhsNumber, {
      number: '9990000018',
      status: '05',
    }))
  it('a record without a number gets the one that the file has', () =>
    assert.deepEqual(
      laid({ nhsNumber: { number: '9990000018', status: '02' } }, known({ nhsNumber: { absence: 'not-found' } }))
        .nhsNumber,
      {
        number: '9990000018',
        status: '02',
      },
    ))
  it('a registered death stays registered', () => {
    const death = { on: '2026-01-01', notice: 'formal', source: 'registrar' } as const
    assert.deepEqual(
      laid({ death: { on: '2026-01-02', notice: 'informal', source: 'other' } }, known({ death })).death,
      death,
    )
  })
  it('needs add up', () => {
    const communication = { ...known().communication, accessibleNeeds: ['braille'] as const }
    assert.deepEqual(
      laid({ communication: { accessibleNeeds: ['large-print'] } }, known({ communication })).communication
        .accessibleNeeds,
      ['braille', 'large-print'],
    )
  })
  it('a telephone number that someone confirmed keeps that', () => {
    const point = {
      system: 'phone',
      use: 'mobile',
      value: '+447700900982',
      source: 'patient',
      confirmedOn: '2026-01-01',
    } as const
    const sent = { system: 'phone', use: 'home', value: '+447700900982', source: 'other-record' } as const
    assert.deepEqual(laid({ contactPoints: [sent] }, known({ contactPoints: [point] })).contactPoints, [point])
  })
})
