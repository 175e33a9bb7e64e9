import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allergyProblems, allergyStatusOf, type PatientAllergy } from './allergy.ts'
import { latestMeasurement, type PatientMeasurement } from './measurement.ts'
import { name } from './people.test-support.ts'
import { mayTell, relatedPersonProblems, type RelatedPersonDetails } from './related-person.ts'

const TODAY = '2026-11-22'
const sister: RelatedPersonDetails = {
  name: name('Sana', 'Khan'),
  relationships: ['sibling'],
  telephone: undefined,
  email: undefined,
  address: undefined,
  language: undefined,
  interpreterRequired: false,
  mayBeTold: ['deliveries'],
  start: undefined,
  end: undefined,
}

describe('Someone in a patient’s life', () => {
  it('may be told what was agreed', () => assert.ok(mayTell(sister, 'deliveries', TODAY)))
  it('may not be told what was not', () => assert.ok(!mayTell(sister, 'results', TODAY)))
  it('may be told nothing because they are next of kin', () =>
    assert.ok(!mayTell({ ...sister, mayBeTold: [] }, 'deliveries', TODAY)))
  it('may be told nothing after the agreement ended', () =>
    assert.ok(!mayTell({ ...sister, end: '2026-11-21' }, 'deliveries', TODAY)))
  it('needs a name and a relationship', () =>
    assert.deepEqual(
      relatedPersonProblems({ ...sister, name: name('', ''), relationships: [] }).map(({ field }) => field),
      ['family', 'relationships'],
    ))
  it('is fine as they are', () => assert.deepEqual(relatedPersonProblems(sister), []))
})

describe('What a record says about allergies', () => {
  const asked = { status: 'none-known', askedOn: TODAY, askedBy: 's' } as const
  const allergy = (over: Partial<PatientAllergy> = {}): PatientAllergy => ({
    allergyId: 'a',
    patientId: 'p',
    substance: 'Penicillin',
    code: undefined,
    reactions: ['rash'],
    severity: 'mild',
    recordedOn: TODAY,
    recordedBy: 's',
    hasNote: false,
    endedOn: undefined,
    version: 1,
    ...over,
  })
  it('is that nobody has asked', () =>
    assert.equal(
      allergyStatusOf({ status: 'not-yet-asked', askedOn: undefined, askedBy: undefined }, []).status,
      'not-yet-asked',
    ))
  it('is that none are known, when someone asked', () => assert.equal(allergyStatusOf(asked, []).status, 'none-known'))
  it('is never "none known" without someone who asked', () =>
    assert.equal(allergyStatusOf({ ...asked, askedBy: undefined }, []).status, 'not-yet-asked'))
  it('is the list, whatever the answer says', () => assert.equal(allergyStatusOf(asked, [allergy()]).status, 'listed'))
  it('is never "none known" because a list has gone missing', () =>
    assert.equal(allergyStatusOf({ ...asked, status: 'listed' }, []).status, 'not-yet-asked'))
  it('puts the worst first, and leaves out what was found to be wrong', () => {
    const status = allergyStatusOf(asked, [
      allergy(),
      allergy({ substance: 'Latex', severity: 'severe' }),
      allergy({ substance: 'Nuts', endedOn: TODAY }),
    ])
    assert.deepEqual(status.status === 'listed' && status.allergies.map(({ substance }) => substance), [
      'Latex',
      'Penicillin',
    ])
  })
  it('refuses an empty substance, a bad code and a day to come', () =>
    assert.deepEqual(
      allergyProblems({ ...allergy(), substance: ' ', code: 'abc', recordedOn: '2026-11-23' }, TODAY).map(
        ({ field }) => field,
      ),
      ['substance', 'code', 'recordedOn'],
    ))
})

describe('The weight that counts', () => {
  const weight = (over: Partial<PatientMeasurement>): PatientMeasurement => ({
    measurementId: 'm',
    patientId: 'p',
    kind: 'weight',
    value: 70,
    measuredOn: '2026-01-01',
    source: 'measured',
    recordedBy: 's',
    struckOut: false,
    version: 1,
    ...over,
  })
  it('is the newest that stands', () =>
    assert.equal(
      latestMeasurement(
        [
          weight({}),
          weight({ value: 72, measuredOn: '2026-06-01' }),
          weight({ value: 720, measuredOn: '2026-07-01', struckOut: true }),
          weight({ kind: 'height', value: 172, measuredOn: '2026-08-01' }),
        ],
        'weight',
      )?.value,
      72,
    ))
  it('is none, when none was measured', () => assert.equal(latestMeasurement([], 'weight'), undefined))
})
