import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  MAY_BE_TOLD,
  RELATIONSHIPS,
  type MayBeTold,
  type RelatedPerson,
  type RelatedPersonDetails,
  type Relationship,
} from '../related-person.ts'
import { fromRelatedPerson, toRelatedPerson } from './related-person.ts'

const anyOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) =>
  fc.uniqueArray(fc.constantFrom(...(Object.keys(record) as Key[])), { minLength: 1, maxLength: 3 })
const maybe = <Value>(value: Value) => fc.constantFrom(undefined, value)
const anyPerson: fc.Arbitrary<RelatedPersonDetails> = fc.record({
  name: fc.constantFrom(
    { use: 'usual', prefix: ['Mr'], given: ['Bilal'], family: 'Khan', suffix: [] } as const,
    { use: 'official', prefix: [], given: [], family: 'Ó Briain', suffix: [] } as const,
  ),
  relationships: anyOf<Relationship>(RELATIONSHIPS),
  telephone: maybe('+447700900982'),
  email: maybe('bilal@example.com'),
  address: maybe({ use: 'home', lines: ['2 High Street'], city: 'Leeds', postcode: 'LS1 6AE' } as const),
  language: maybe('pa'),
  interpreterRequired: fc.boolean(),
  mayBeTold: fc.uniqueArray(fc.constantFrom(...(Object.keys(MAY_BE_TOLD) as MayBeTold[])), { maxLength: 3 }),
  start: maybe('2020-01-01'),
  end: maybe('2026-01-01'),
})
const record = (details: RelatedPersonDetails): RelatedPerson => ({
  ...details,
  relatedPersonId: '0192d9a0-0000-7000-8000-00000000000b',
  patientId: '0192d9a0-0000-7000-8000-00000000000a',
  hasNote: false,
  contactHidden: false,
  version: 2,
  updatedAt: new Date('2026-11-20T09:30:00Z'),
})
const wire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const least = {
  resourceType: 'RelatedPerson',
  patient: { reference: 'Patient/a' },
  relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'SPS' }] }],
  name: [{ family: 'Khan' }],
}
const refusals = (sent: object) => {
  const answer = fromRelatedPerson(wire({ ...least, ...sent }))
  return 'issues' in answer ? answer.issues.map(({ expression }) => expression?.[0]) : assert.fail('was accepted')
}

describe('A related person as FHIR', () => {
  it('comes back as they were', () =>
    fc.assert(
      fc.property(anyPerson, (details) => {
        const answer = fromRelatedPerson(wire(toRelatedPerson(record(details))))
        assert.ok('person' in answer, JSON.stringify(answer))
        assert.deepEqual(wire(answer.person), wire(details))
        assert.equal(answer.patientId, record(details).patientId)
      }),
    ))
  it('needs a patient, a relationship and a name', () => assert.ok('person' in fromRelatedPerson(least)))

  const cases: [sent: object, at: string][] = [
    [{ patient: undefined }, 'RelatedPerson.patient'],
    [{ patient: { reference: 'Group/1' } }, 'RelatedPerson.patient.reference'],
    [{ relationship: [] }, 'RelatedPerson.relationship'],
    [{ relationship: [{ text: 'A friend' }] }, 'RelatedPerson.relationship[0]'],
    [{ name: [] }, 'RelatedPerson.name'],
    [{ name: [{ family: 'x'.repeat(200) }] }, 'RelatedPerson.name[0].family'],
    [{ photo: [] }, 'RelatedPerson.photo'],
    [{ active: false }, 'RelatedPerson.active'],
    [{ telecom: [{ system: 'phone', value: '1' }] }, 'RelatedPerson.telecom[0].value'],
    [{ telecom: ['07700900982', '07700900983'].map((value) => ({ system: 'phone', value })) }, 'RelatedPerson.telecom'],
    [{ address: [{ line: ['x'] }] }, 'RelatedPerson.address[0]'],
    [{ period: { start: '2026-01-02', end: '2026-01-01' } }, 'RelatedPerson.period'],
    [
      { extension: [{ url: 'urn:troth:extension:may-be-told', valueCode: 'everything' }] },
      "RelatedPerson.extension('urn:troth:extension:may-be-told')",
    ],
  ]
  for (const [sent, at] of cases)
    it(`is refused at ${at}`, () => assert.ok(refusals(sent).includes(at), String(refusals(sent))))
  it('is understood or refused, whatever it is', () =>
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        (one, two) => void fromRelatedPerson({ ...least, telecom: one, extension: [two] }),
      ),
    ))
})
