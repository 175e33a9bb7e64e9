import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { patientDetails, type PatientDetails } from '../patient.ts'
import { readFhirXml } from '../../../../test/support/fhir-xml.ts'
import { DEATH_EXTENSION } from './systems.ts'
import { fromPatient, pathOf } from './from-patient.ts'
import { anyDetails, asRecord } from './patient.test-support.ts'
import { toPatient } from './to-patient.ts'

const TODAY = '2026-11-22'
const DATA = join(import.meta.dirname, '../../../../../shared/data')
const absent = existsSync(DATA) ? false : 'the published examples (../shared/data) are not here'

const understood = (resource: unknown, ignored: readonly string[] = []): PatientDetails => {
  const answer = fromPatient(resource, TODAY, ignored)
  if ('issues' in answer) assert.fail(JSON.stringify(answer.issues, null, 1))
  return answer.patient
}
const refusals = (resource: unknown, ignored: readonly string[] = []): (string | undefined)[] => {
  const answer = fromPatient(resource, TODAY, ignored)
  assert.ok('issues' in answer, 'was accepted')
  return answer.issues.map(({ expression }) => expression?.[0])
}
const deathNotice = (code: string) => ({
  url: DEATH_EXTENSION,
  extension: [{ url: 'deathNotificationStatus', valueCodeableConcept: { coding: [{ code }] } }],
})
const DEATH = `Patient.extension('${DEATH_EXTENSION}')`
const wire = (resource: unknown): unknown => JSON.parse(JSON.stringify(resource))
const least = { resourceType: 'Patient', name: [{ family: 'Khan' }] }

describe('A record as FHIR', () => {
  it('comes back as it was, whatever it holds', () =>
    fc.assert(
      fc.property(anyDetails, (details) => {
        const resource = wire(toPatient(asRecord(details)))
        assert.deepEqual(wire(understood(resource)), wire(details))
      }),
      { numRuns: 300 },
    ))
  it('has no empty lists, objects or nulls, which FHIR forbids', () =>
    fc.assert(
      fc.property(anyDetails, (details) => {
        const text = JSON.stringify(toPatient(asRecord(details)))
        assert.doesNotMatch(text, /\[\]|\{\}|null|""/)
      }),
    ))
  it('carries version, time, profile and an unrestricted label', () => {
    const { meta } = toPatient(
      asRecord(patientDetails({ names: [], nhsNumber: { absence: 'not-known' }, gender: 'unknown' })),
    )
    assert.equal(meta.versionId, '3')
    assert.equal(meta.lastUpdated, '2026-11-20T09:30:00.123Z')
    assert.equal(meta.security[0]?.code, 'U')
  })
  it('is labelled restricted when it is sensitive, and says so when it comes back', () => {
    const record = asRecord(understood(least), {
      sensitive: true,
      addresses: [],
      contactPoints: [],
      contactHidden: true,
    })
    const resource = toPatient(record)
    assert.equal(resource.meta.security[0]?.code, 'R')
    assert.equal('address' in resource || 'telecom' in resource, false)
    const answer = fromPatient(wire(resource), TODAY)
    assert.equal('sensitive' in answer && answer.sensitive, true)
  })
  it('of a merged record is inactive and leads to the one that stands', () => {
    const resource = toPatient(asRecord(understood(least), { mergedInto: 'b' }))
    assert.equal(resource.active, false)
    assert.deepEqual(resource.link, [{ other: { reference: 'Patient/b' }, type: 'replaced-by' }])
  })
  it('of the record that stands names those merged into it', () =>
    assert.deepEqual(toPatient(asRecord(understood(least)), ['a']).link, [
      { other: { reference: 'Patient/a' }, type: 'replaces' },
    ]))
  it('says why there is no NHS number', () => {
    const details = { ...understood(least), nhsNumber: { absence: 'overseas-visitor' as const } }
    const text = JSON.stringify(toPatient(asRecord(details)))
    assert.match(text, /NHSNumberUnavailableReason/)
    assert.match(text, /overseas-patient/)
  })
})

describe('A Patient that is sent', () => {
  it('needs only a name', () => assert.equal(understood(least).names[0]?.family, 'Khan'))
  it('has an untraced number when nobody vouches for it', () => {
    const identifier = [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '999 000 0018' }]
    assert.deepEqual(understood({ ...least, identifier }).nhsNumber, { number: '9990000018', status: '02' })
  })
  it('without a number is one whose number is not known', () =>
    assert.deepEqual(understood(least).nhsNumber, { absence: 'not-known' }))
  it('may hold a rendering and ids of parts, which say nothing new', () => {
    understood({
      ...least,
      text: { status: 'generated', div: '<div/>' },
      name: [{ id: '1', text: 'X', family: 'Khan' }],
    })
  })
  it('may be dead on an instant: the day as written counts', () =>
    assert.equal(understood({ ...least, deceasedDateTime: '2010-10-22T00:00:00+00:00' }).death?.on, '2010-10-22'))
  it('may have its language and interpreter in the extension that PDS uses', () => {
    const url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSCommunication'
    const coding = [{ system: 'https://fhir.hl7.org.uk/CodeSystem/UKCore-HumanLanguage', code: 'q4' }]
    const extension = [
      {
        url,
        extension: [
          { url: 'language', valueCodeableConcept: { coding } },
          { url: 'interpreterRequired', valueBoolean: true },
        ],
      },
    ]
    const { communication } = understood({ ...least, extension })
    assert.deepEqual([communication.language, communication.interpreterRequired], ['bfi', true])
  })
  it('may leave aside what the organisation has said it does not want', () => {
    const url = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory'
    const sent = { ...least, photo: [{}], extension: [{ url, valueString: 'x' }] }
    assert.deepEqual(refusals(sent), ['Patient.photo'])
    assert.deepEqual(refusals(sent, ['photo']), [`Patient.extension('${url}')`])
    understood(sent, ['photo', `extension(${url})`])
  })

  const cases: [says: string, sent: object, at: string][] = [
    ['no name', { name: undefined }, 'Patient.name'],
    [
      'a wrong NHS number',
      { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000017' }] },
      'Patient.identifier',
    ],
    ['a year for a birth date', { birthDate: '1985' }, 'Patient.birthDate'],
    ['a birth date to come', { birthDate: '2027-01-01' }, 'Patient.birthDate'],
    ['death before birth', { birthDate: '1985-01-01', deceasedDateTime: '1984-01-01' }, 'Patient.deceased'],
    ['a name of 10,000 letters', { name: [{ family: 'x'.repeat(10_000) }] }, 'Patient.name[0].family'],
    ['a name that hides a script', { name: [{ family: '<script>' }] }, 'Patient.name[0].family'],
    ['a telephone that cannot be dialled', { telecom: [{ system: 'phone', value: '12' }] }, 'Patient.telecom[0].value'],
    ['a fax number', { telecom: [{ system: 'fax', value: '01632960587' }] }, 'Patient.telecom[0].system'],
    ['an address without a postcode', { address: [{ line: ['1 High Street'] }] }, 'Patient.address[0].postalCode'],
    [
      'an address of work',
      { address: [{ use: 'work', line: ['x'], postalCode: 'LS1 6AE' }] },
      'Patient.address[0].use',
    ],
    ['an unknown element', { photo: [] }, 'Patient.photo'],
    ['an unknown element of a name', { name: [{ family: 'K', colour: 'red' }] }, 'Patient.name[0].colour'],
    ['an extension of a primitive', { _birthDate: { extension: [] } }, 'Patient._birthDate'],
    ['a modifier extension', { modifierExtension: [{ url: 'x' }] }, 'Patient.modifierExtension'],
    ['a contained resource', { contained: [{ resourceType: 'Practitioner' }] }, 'Patient.contained'],
    ['an unknown extension', { extension: [{ url: 'urn:x' }] }, "Patient.extension('urn:x')"],
    [
      'two languages',
      { communication: [{ language: { coding: [{ code: 'en' }] } }, { language: { coding: [{ code: 'pa' }] } }] },
      'Patient.communication',
    ],
    [
      'a language that is none',
      { communication: [{ language: { text: 'Klingon' } }] },
      'Patient.communication[0].language',
    ],
    ['being inactive', { active: false }, 'Patient.active'],
    ['a notice of death that is none', { extension: [deathNotice('9')] }, DEATH],
    ['two notices of death', { extension: [deathNotice('1'), deathNotice('2')] }, DEATH],
    [
      'being alive with a notice of death',
      { deceasedBoolean: false, extension: [deathNotice('2')] },
      'Patient.deceased',
    ],
    ['two ways of being dead', { deceasedBoolean: true, deceasedDateTime: '2024-01-01' }, 'Patient.deceased'],
    [
      'a practice without an ODS code',
      { generalPractitioner: [{ reference: 'Practitioner/1' }] },
      'Patient.generalPractitioner[0].identifier',
    ],
    ['51 names', { name: Array.from({ length: 51 }, () => ({ family: 'K' })) }, 'Patient.name'],
  ]
  for (const [says, sent, at] of cases)
    it(`is refused for ${says}`, () =>
      assert.ok(refusals(wire({ ...least, ...sent })).includes(at), String(refusals(wire({ ...least, ...sent })))))

  it('is told about everything at once', () =>
    assert.deepEqual(
      refusals({ ...least, birthDate: '2027-01-01', telecom: [{ system: 'phone', value: '1' }] }).sort(),
      ['Patient.birthDate', 'Patient.telecom[0].value'],
    ))
  it('is never quoted in what is said about it', () => {
    const answer = fromPatient(
      { ...least, birthDate: 'SECRET', telecom: [{ system: 'email', value: 'SECRET' }] },
      TODAY,
    )
    assert.doesNotMatch(JSON.stringify(answer), /SECRET/)
  })
  it('is understood or refused, whatever it is, and never breaks', () =>
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (one, two, three) => {
        fromPatient(one, TODAY)
        fromPatient({ ...least, extension: [one], telecom: two, name: three }, TODAY)
        fromPatient(
          {
            ...least,
            extension: [
              {
                url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex',
                valueCodeableConcept: one,
              },
            ],
          },
          TODAY,
        )
      }),
    ))
})

describe('Where a problem stands', () => {
  const cases: [string, string][] = [
    ['names.0.family', 'Patient.name[0].family'],
    ['addresses.2.lines', 'Patient.address[2].line'],
    ['addresses.0.end', 'Patient.address[0].period.end'],
    ['contactPoints.1.value', 'Patient.telecom[1]'],
    ['birthDate', 'Patient.birthDate'],
    ['communication.language', 'Patient.communication'],
  ]
  for (const [field, path] of cases) it(`${field} is ${path}`, () => assert.equal(pathOf(field), path))
})

describe('Published examples', { skip: absent }, () => {
  const UK_CORE = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-'
  const json = (path: string): Record<string, unknown> =>
    JSON.parse(readFileSync(join(DATA, path), 'utf8')) as Record<string, unknown>
  it('UK Core: Jason Jones, one language', () => {
    const details = understood(
      readFhirXml(readFileSync(join(DATA, 'uk-core/UKCore-Patient-Sn-SingleLanguage-Example.xml'), 'utf8')),
    )
    assert.equal(details.names[0]?.family, 'JONES')
    assert.equal(details.communication.language, 'en')
  })
  it('UK Core: Richard Smith, once what is not kept has been named', () => {
    const sent = readFhirXml(readFileSync(join(DATA, 'uk-core/UKCore-Patient-RichardSmith-Example.xml'), 'utf8'))
    assert.deepEqual(refusals(sent), ['Patient.contact'])
    const ignored = ['contact', `extension(${UK_CORE}EthnicCategory)`, `extension(${UK_CORE}ResidentialStatus)`]
    const times = `Patient.extension('${UK_CORE}ContactPreference').extension('PreferredContactTimes')`
    assert.deepEqual(refusals(sent, ignored), [times])
    const details = understood(sent, [...ignored, 'extension.extension(PreferredContactTimes)'])
    assert.deepEqual(details.nhsNumber, { number: '9912003888', status: '01' })
    assert.equal(details.death, undefined, 'a notice that was removed is no death')
    assert.deepEqual(details.communication.accessibleNeeds, ['large-print'])
    assert.equal(details.communication.preferredChannel, 'telephone')
    assert.equal(details.communication.language, 'bfi')
    assert.equal(details.contactPoints[0]?.value, '+441131231234')
  })
  it('PDS: a restricted patient has no address and is sensitive', () => {
    const sent = json('pds/patient_9000000025.json')
    assert.deepEqual(refusals(sent), ['Patient.multipleBirthInteger'])
    const answer = fromPatient(sent, TODAY, ['multipleBirthInteger'])
    assert.ok('patient' in answer)
    assert.equal(answer.sensitive, true)
    assert.deepEqual(answer.patient.addresses, [])
    assert.deepEqual(answer.patient.death, { on: '2010-10-22', notice: 'formal', source: 'other' })
  })
  it('PDS: a patient without a name is refused', () =>
    assert.deepEqual(refusals(json('pds/patient_9000000033.json')), ['Patient.name']))
  it('PDS: the patient with everything, once what is not kept has been named', () => {
    const ignored = [
      'multipleBirthInteger',
      'managingOrganization',
      'contact',
      ...['NominatedPharmacy', 'PreferredDispenserOrganization', 'MedicalApplianceSupplier'].map(
        (name) => `extension(${UK_CORE}${name})`,
      ),
      'extension(http://hl7.org/fhir/StructureDefinition/patient-birthPlace)',
      'extension(https://fhir.nhs.uk/StructureDefinition/Extension-PDS-RemovalFromRegistration)',
      'extension.extension(PreferredContactTimes)',
      `address.extension(${UK_CORE}AddressKey)`,
      'generalPractitioner.identifier.period',
    ]
    // The temporary address of the example lasts two years, longer than a temporary address may.
    assert.deepEqual(refusals(json('pds/patient_9000000009.json'), ignored), ['Patient.address[1].period.end'])
  })
})
