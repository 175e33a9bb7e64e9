import type { Coding, Extension, FhirResource, Period } from '../../fhir/resource.ts'
import {
  isAccessibleNeed,
  needDetails,
  PREFERRED_CONTACT_METHOD_SYSTEM,
  PREFERRED_WRITTEN_FORMAT_SYSTEM,
} from '../../values/accessible-needs.ts'
import type { Address } from '../../values/address.ts'
import { GENDER_IDENTITIES } from '../../values/gender.ts'
import { LANGUAGE_SYSTEM, languageName } from '../../values/language.ts'
import {
  NHS_NUMBER_ABSENCES,
  NHS_NUMBER_STATUS_SYSTEM,
  NHS_NUMBER_STATUSES,
  NHS_NUMBER_UNAVAILABLE_SYSTEM,
} from '../../values/nhs-number-status.ts'
import { ODS_CODE_SYSTEM } from '../../values/ods-code.ts'
import type { HumanName } from '../../values/person-name.ts'
import { BIRTH_SEX_EXTENSION, BIRTH_SEXES } from '../../values/sex.ts'
import { hasNhsNumber, nhsNumberStatusOf, type ContactPoint, type Kept, type Patient } from '../patient.ts'
import * as system from './systems.ts'

/** A record as UK Core Patient. What the reader may not see is already absent from `patient`; `replaces` are records merged into it. */
export function toPatient(patient: Patient, replaces: readonly string[] = []) {
  const extension = extensionsOf(patient)
  const { death } = patient
  return {
    resourceType: 'Patient' as const,
    id: patient.patientId,
    meta: metaOf(patient),
    ...some('extension', extension),
    identifier: identifiersOf(patient),
    active: patient.mergedInto === undefined,
    name: patient.names.map((name) => toHumanName(name)),
    ...some('telecom', patient.contactPoints.map(toContactPoint)),
    gender: patient.gender,
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
    ...(death === undefined ? {} : death.on === undefined ? { deceasedBoolean: true } : { deceasedDateTime: death.on }),
    ...some(
      'address',
      patient.addresses.map((address) => toAddress(address)),
    ),
    ...some('communication', communicationOf(patient)),
    ...(patient.generalPractice === undefined ? {} : { generalPractitioner: [practiceOf(patient.generalPractice)] }),
    ...some('link', linksTo(patient, replaces)),
  } satisfies FhirResource & Record<string, unknown>
}

export function toHumanName(name: HumanName & { readonly entryId?: string }) {
  const { entryId, use, prefix, given, family, suffix } = name
  return {
    ...(entryId === undefined ? {} : { id: entryId }),
    use,
    ...(family === '' ? {} : { family }),
    ...some('given', given),
    ...some('prefix', prefix),
    ...some('suffix', suffix),
    ...periodOf(name),
  }
}

export function toAddress(address: Address & { readonly entryId?: string }) {
  const { entryId, use, lines, city, district, county, postcode, country } = address
  return {
    ...(entryId === undefined ? {} : { id: entryId }),
    // FHIR has no use for a delivery address: an extension says it, so that nobody takes it for a home.
    ...(use === 'delivery' ? { extension: [{ url: system.DELIVERY_EXTENSION, valueBoolean: true }] } : { use }),
    ...some('line', lines),
    ...given('city', city),
    ...given('district', district),
    ...given('state', county),
    ...given('postalCode', postcode),
    ...given('country', country),
    ...periodOf(address),
  }
}

function toContactPoint(point: Kept<ContactPoint>) {
  const { entryId, use, value, source, confirmedOn } = point
  const extension: Extension[] = [{ url: system.CONTACT_SOURCE_EXTENSION, valueCode: source }]
  if (confirmedOn !== undefined) extension.push({ url: system.CONTACT_CONFIRMED_EXTENSION, valueDate: confirmedOn })
  if (point.system === 'textphone') {
    const display = 'Minicom (Textphone)'
    const valueCoding = { system: system.OTHER_CONTACT_SYSTEM, code: 'textphone', display }
    extension.unshift({ url: system.OTHER_CONTACT_EXTENSION, valueCoding })
  }
  const fhirSystem = point.system === 'textphone' ? 'other' : point.system
  return { id: entryId, extension, system: fhirSystem, value, use, ...periodOf(point) }
}

const metaOf = ({ version, updatedAt, sensitive }: Patient) => ({
  versionId: String(version),
  lastUpdated: updatedAt.toISOString(),
  profile: [system.PATIENT_PROFILE],
  security: [
    {
      system: system.CONFIDENTIALITY_SYSTEM,
      code: sensitive ? 'R' : 'U',
      display: sensitive ? 'restricted' : 'unrestricted',
    },
  ],
})

function identifiersOf({ nhsNumber, identifiers }: Patient) {
  const code = nhsNumberStatusOf(nhsNumber)
  const status = { system: NHS_NUMBER_STATUS_SYSTEM, code, display: NHS_NUMBER_STATUSES[code] }
  const number = {
    extension: [{ url: system.NHS_NUMBER_STATUS_EXTENSION, valueCodeableConcept: { coding: [status] } }],
    system: system.NHS_NUMBER_SYSTEM,
    ...(hasNhsNumber(nhsNumber) ? { value: nhsNumber.number } : {}),
  }
  return [number, ...identifiers.map((identifier) => ({ ...identifier }))]
}

function extensionsOf(patient: Patient): Extension[] {
  const { birthSex, genderIdentity, sameAsAtBirth, nhsNumber } = patient
  const found: Extension[] = []
  if (birthSex !== undefined) {
    const { system: birthSexSystem, display } = BIRTH_SEXES[birthSex]
    found.push(concept(BIRTH_SEX_EXTENSION, { system: birthSexSystem, code: birthSex, display }))
  }
  if (genderIdentity !== undefined) {
    const { display } = GENDER_IDENTITIES[genderIdentity]
    const coding = { system: system.GENDER_IDENTITY_SYSTEM, code: genderIdentity, display }
    found.push(concept(system.GENDER_IDENTITY_EXTENSION, coding))
  }
  if (sameAsAtBirth !== undefined) found.push({ url: system.SAME_AS_AT_BIRTH_EXTENSION, valueCode: sameAsAtBirth })
  if (!hasNhsNumber(nhsNumber)) {
    const { unavailable, words } = NHS_NUMBER_ABSENCES[nhsNumber.absence]
    found.push({
      url: system.NHS_NUMBER_UNAVAILABLE_EXTENSION,
      valueCodeableConcept: {
        coding: [
          { system: NHS_NUMBER_UNAVAILABLE_SYSTEM, code: unavailable },
          { system: system.ABSENCE_SYSTEM, code: nhsNumber.absence, display: words },
        ],
      },
    })
  }
  return [...found, ...deathExtensions(patient), ...communicationExtensions(patient)]
}

function deathExtensions({ death }: Patient): Extension[] {
  if (death === undefined) return []
  const code = system.DEATH_NOTICE_CODES[death.notice]
  const coding = { system: system.DEATH_NOTICE_SYSTEM, code, display: system.DEATH_NOTICE_WORDS[death.notice] }
  return [
    { url: system.DEATH_EXTENSION, extension: [concept('deathNotificationStatus', coding)] },
    { url: system.DEATH_SOURCE_EXTENSION, valueCode: death.source },
  ]
}

function communicationExtensions({ communication }: Patient): Extension[] {
  const { language, interpreterRequired, accessibleNeeds, needsAskedOn } = communication
  const found: Extension[] = []
  if (language !== undefined || interpreterRequired) {
    found.push({ url: system.INTERPRETER_EXTENSION, valueBoolean: interpreterRequired })
  }
  const preference = preferenceOf(communication)
  if (preference.length > 0) found.push({ url: system.CONTACT_PREFERENCE_EXTENSION, extension: preference })
  for (const need of accessibleNeeds) found.push({ url: system.NEED_EXTENSION, valueCode: need })
  if (needsAskedOn !== undefined) found.push({ url: system.NEEDS_ASKED_EXTENSION, valueDate: needsAskedOn })
  return found
}

function preferenceOf({ accessibleNeeds, preferredChannel }: Patient['communication']): Extension[] {
  const found: Extension[] = []
  if (preferredChannel === 'text-message') {
    const coding = { system: system.CHANNEL_SYSTEM, code: preferredChannel, display: 'Text message' }
    found.push(concept('PreferredContactMethod', coding))
  } else if (preferredChannel !== undefined) {
    const code = system.CONTACT_METHODS[preferredChannel]
    const display = system.CONTACT_METHOD_WORDS[code]
    found.push(concept('PreferredContactMethod', { system: PREFERRED_CONTACT_METHOD_SYSTEM, code, display }))
  }
  const written = accessibleNeeds.filter(isAccessibleNeed).map((need) => needDetails(need).writtenFormat)
  const code = written.find((each) => each !== undefined)
  if (code !== undefined) {
    found.push(concept('PreferredWrittenCommunicationFormat', { system: PREFERRED_WRITTEN_FORMAT_SYSTEM, code }))
  }
  return found
}

function communicationOf({ communication: { language } }: Patient) {
  if (language === undefined) return []
  const display = languageName(language)
  return [
    {
      language: { coding: [{ system: LANGUAGE_SYSTEM, code: language, ...given('display', display) }] },
      preferred: true,
    },
  ]
}

const practiceOf = (odsCode: string) => ({
  type: 'Organization',
  identifier: { system: ODS_CODE_SYSTEM, value: odsCode },
})

type Link = { readonly other: { readonly reference: string }; readonly type: 'replaced-by' | 'replaces' }

function linksTo({ mergedInto }: Pick<Patient, 'mergedInto'>, replaces: readonly string[]): readonly Link[] {
  const link = (patientId: string, type: Link['type']): Link => ({ other: { reference: `Patient/${patientId}` }, type })
  return [
    ...(mergedInto === undefined ? [] : [link(mergedInto, 'replaced-by')]),
    ...replaces.map((id) => link(id, 'replaces')),
  ]
}

/** The links of a record in the form that `fromPatient` gives them. */
export const linksOf = (patient: Pick<Patient, 'mergedInto'>, replaces: readonly string[]): readonly string[] =>
  linksTo(patient, replaces)
    .map(({ other, type }) => `${type} ${other.reference}`)
    .sort()

const concept = (url: string, coding: Coding): Extension => ({ url, valueCodeableConcept: { coding: [coding] } })

function periodOf({ start, end }: { readonly start?: string | undefined; readonly end?: string | undefined }) {
  if (start === undefined && end === undefined) return {}
  const period: Period = { ...given('start', start), ...given('end', end) }
  return { period }
}

/** FHIR forbids empty lists: an element without content is left out. */
function some<Name extends string, Item>(name: Name, items: readonly Item[]): { [Key in Name]?: readonly Item[] } {
  return (items.length > 0 ? { [name]: items } : {}) as { [Key in Name]?: readonly Item[] }
}

function given<Name extends string>(name: Name, value: string | undefined): { [Key in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: string }
}
