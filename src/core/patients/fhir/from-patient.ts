import { contentIssues } from '../../fhir/invalid-content.ts'
import type { OutcomeIssue } from '../../fhir/operation-outcome.ts'
import {
  type AccessibleNeed,
  isAccessibleNeed,
  PREFERRED_CONTACT_METHOD_SYSTEM,
  PREFERRED_WRITTEN_FORMAT_SYSTEM,
} from '../../values/accessible-needs.ts'
import type { CivilDate } from '../../values/civil-date.ts'
import { isGenderIdentity, isSameAsAtBirth, type GenderIdentity, type SameAsAtBirth } from '../../values/gender.ts'
import { isNhsNumberAbsence, isNhsNumberStatus, NHS_NUMBER_UNAVAILABLE_SYSTEM } from '../../values/nhs-number-status.ts'
import { parseNhsNumber } from '../../values/nhs-number.ts'
import { ODS_CODE_SYSTEM, parseOdsCode } from '../../values/ods-code.ts'
import { BIRTH_SEX_EXTENSION, isBirthSex, type BirthSex } from '../../values/sex.ts'
import { patientProblems } from '../patient-problems.ts'
import {
  DEATH_SOURCES,
  patientDetails,
  type Communication,
  type Death,
  type DeathSource,
  type NhsNumberHeld,
  type PatientDetails,
  type PreferredChannel,
} from '../patient.ts'
import { type ExtensionReader, Findings } from './findings.ts'
import { fromAddress, fromHumanName, fromTelecom } from './from-parts.ts'
import { IGNORED_IN_PATIENT, withoutIgnored } from './ignored.ts'
import { fromLanguage } from './language.ts'
import { patientSchema, type SentPatient } from './schema.ts'
import * as system from './systems.ts'

/** A Patient that can be kept as a record, or everything that is wrong with it. */
export type FromPatient =
  | {
      readonly patient: PatientDetails
      readonly sensitive: boolean
      /** Other records this one is said to be linked with: merging is done elsewhere, so they must be those that stand. */
      readonly links: readonly string[]
    }
  | { readonly issues: readonly OutcomeIssue[] }

const IGNORED = new Set(IGNORED_IN_PATIENT)

/** Reads a UK Core Patient. `ignored` names elements to leave aside besides those whose loss loses nothing. */
export function fromPatient(resource: unknown, today: CivilDate, ignored: readonly string[] = []): FromPatient {
  const wanted = withoutIgnored(resource, ignored.length > 0 ? new Set([...IGNORED, ...ignored]) : IGNORED)
  const parsed = patientSchema.safeParse(wanted)
  if (!parsed.success) return { issues: contentIssues('Patient', parsed.error) }
  const sent = parsed.data
  const findings = new Findings()
  const patient = detailsOf(findings, sent)
  if (sent.active === false && sent.link === undefined) {
    findings.add('not-supported', 'A record cannot be made inactive here.', 'Patient.active')
  }
  const problems = patientProblems(patient, today).map(({ field, text }) => ({ at: pathOf(field), text }))
  for (const { at, text } of problems) findings.add('value', `${text}.`, at)
  if (findings.issues.length > 0) return { issues: findings.issues }
  return {
    patient,
    sensitive: (sent.meta?.security ?? []).some(({ code }) => code === 'R' || code === 'V'),
    links: (sent.link ?? []).map(({ other, type }) => `${type} ${other.reference}`).sort(),
  }
}

function detailsOf(findings: Findings, sent: SentPatient): PatientDetails {
  const extensions = findings.extensions(sent.extension, 'Patient')
  const nhsNumber = nhsNumberOf(findings, sent, extensions)
  const birthSex = codeOf<BirthSex>(extensions, BIRTH_SEX_EXTENSION, isBirthSex)
  const genderIdentity = codeOf<GenderIdentity>(extensions, system.GENDER_IDENTITY_EXTENSION, isGenderIdentity)
  const sameAsAtBirth = sameAsAtBirthOf(extensions)
  const death = deathOf(findings, sent, extensions)
  const communication = communicationOf(findings, sent, extensions)
  extensions.refuseRest()
  const telecom = sent.telecom ?? []
  return patientDetails({
    nhsNumber,
    identifiers: identifiersOf(findings, sent),
    names: (sent.name ?? []).map(fromHumanName),
    gender: sent.gender ?? 'unknown',
    birthDate: sent.birthDate,
    birthSex,
    genderIdentity,
    sameAsAtBirth,
    death,
    addresses: (sent.address ?? []).map((each, at) => fromAddress(findings, each, `Patient.address[${at}]`)),
    contactPoints: telecom.flatMap((each, at) => fromTelecom(findings, each, `Patient.telecom[${at}]`) ?? []),
    communication,
    generalPractice: practiceOf(findings, sent),
  })
}

function nhsNumberOf(findings: Findings, sent: SentPatient, extensions: ExtensionReader): NhsNumberHeld {
  const at = 'Patient.identifier'
  const reasons = extensions.codes(system.NHS_NUMBER_UNAVAILABLE_EXTENSION)
  const [number, second] = (sent.identifier ?? []).filter((each) => each.system === system.NHS_NUMBER_SYSTEM)
  if (second) findings.add('value', 'Send one NHS number.', at)
  const ofNumber = findings.extensions(number?.extension, at)
  const status = ofNumber.codes(system.NHS_NUMBER_STATUS_EXTENSION).map((each) => each.split('|')[1] ?? '')[0]
  ofNumber.refuseRest()
  if (status !== undefined && !isNhsNumberStatus(status)) {
    ofNumber.refuse(system.NHS_NUMBER_STATUS_EXTENSION, 'This is not a verification status of the NHS Data Dictionary.')
    return { absence: 'not-known' }
  }
  if (number?.value === undefined) return { absence: absenceOf(reasons, status) }
  // A number that nobody vouches for has not been traced.
  return { number: parseNhsNumber(number.value) ?? number.value, status: status ?? '02' }
}

function absenceOf(reasons: readonly string[], status: string | undefined) {
  const own = reasons.find((each) => each.startsWith(`${system.ABSENCE_SYSTEM}|`))?.split('|')[1] ?? ''
  if (isNhsNumberAbsence(own)) return own
  if (reasons.includes(`${NHS_NUMBER_UNAVAILABLE_SYSTEM}|overseas-patient`)) return 'overseas-visitor'
  if (reasons.includes(`${NHS_NUMBER_UNAVAILABLE_SYSTEM}|devolved-nation`)) return 'devolved-nation'
  return status === '08' ? 'newborn' : status === '04' ? 'not-found' : 'not-known'
}

function identifiersOf(findings: Findings, sent: SentPatient) {
  return (sent.identifier ?? []).flatMap(({ system: of, value, extension }, at) => {
    if (of === system.NHS_NUMBER_SYSTEM) return []
    findings.extensions(extension, `Patient.identifier[${at}]`).refuseRest()
    if (value === undefined) findings.add('required', 'This element is missing.', `Patient.identifier[${at}].value`)
    return [{ system: of, value: value ?? '' }]
  })
}

function codeOf<Code extends string>(
  extensions: ExtensionReader,
  url: string,
  isKnown: (text: string) => text is Code,
): Code | undefined {
  const code = extensions.codes(url).map((each) => each.split('|')[1] ?? '')[0]
  if (code === undefined || isKnown(code)) return code
  extensions.refuse(url, 'This is not one of the codes that are known.')
  return undefined
}

function sameAsAtBirthOf(extensions: ExtensionReader): SameAsAtBirth | undefined {
  const code = extensions.text(system.SAME_AS_AT_BIRTH_EXTENSION, 'valueCode')
  if (code === undefined || isSameAsAtBirth(code)) return code
  extensions.refuse(system.SAME_AS_AT_BIRTH_EXTENSION, 'This is not one of the codes that are known.')
  return undefined
}

/** Status `U` says that an earlier notice was taken back: then the person is not dead. */
function deathOf(findings: Findings, sent: SentPatient, extensions: ExtensionReader): Death | undefined {
  const sourceText = extensions.text(system.DEATH_SOURCE_EXTENSION, 'valueCode')
  const at = `Patient.extension('${system.DEATH_EXTENSION}')`
  const notification = findings.extensions(extensions.one(system.DEATH_EXTENSION)?.extension, at)
  const status = notification.codes('deathNotificationStatus').map((each) => each.split('|')[1])[0]
  // When the sender's own system was told: of no use here, and PDS always sends it.
  notification.all('systemEffectiveDate')
  notification.refuseRest()
  if (status !== undefined && !['1', '2', 'U'].includes(status))
    extensions.refuse(system.DEATH_EXTENSION, 'This is not one of the codes that are known: 1, 2 or U.')
  if (sent.deceasedBoolean !== undefined && sent.deceasedDateTime !== undefined)
    findings.add('structure', 'Send deceasedBoolean or deceasedDateTime, not both.', 'Patient.deceased')
  if (sent.deceasedBoolean === false && (status === '1' || status === '2'))
    findings.add('value', 'Alive cannot stand beside a notice of death.', 'Patient.deceased')
  const on = sent.deceasedDateTime
  const isDead = on !== undefined || sent.deceasedBoolean === true || status === '1' || status === '2'
  if (status === 'U' && isDead) extensions.refuse(system.DEATH_EXTENSION, 'Removed cannot stand beside a death.')
  if (!isDead) return undefined
  const source = sourceText !== undefined && isDeathSource(sourceText) ? sourceText : 'other'
  return { on, notice: status === '2' ? 'formal' : 'informal', source }
}

const isDeathSource = (text: string): text is DeathSource => Object.hasOwn(DEATH_SOURCES, text)

function communicationOf(findings: Findings, sent: SentPatient, extensions: ExtensionReader): Communication {
  const { language, interpreterRequired } = fromLanguage(findings, sent.communication, extensions, 'Patient')
  const needs = extensions.all(system.NEED_EXTENSION).map((each) => String(each['valueCode']))
  const known = needs.filter(isAccessibleNeed)
  if (known.length < needs.length) {
    extensions.refuse(system.NEED_EXTENSION, 'This is not one of the needs that are known.')
  }
  const preference = extensions.one(system.CONTACT_PREFERENCE_EXTENSION)
  const inner = findings.extensions(
    preference?.extension,
    `Patient.extension('${system.CONTACT_PREFERENCE_EXTENSION}')`,
  )
  const method = methodOf(inner)
  const written = writtenNeedOf(inner)
  inner.refuseRest()
  const all = [...known, ...(method.need ? [method.need] : []), ...(written && needs.length === 0 ? [written] : [])]
  return {
    language,
    interpreterRequired,
    accessibleNeeds: [...new Set(all)],
    needsAskedOn: extensions.text(system.NEEDS_ASKED_EXTENSION, 'valueDate'),
    preferredChannel: method.channel,
  }
}

/** Some of UK Core's contact methods are ways of speaking rather than channels: they are kept as needs. */
function methodOf(inner: ExtensionReader): { channel?: PreferredChannel; need?: AccessibleNeed } {
  const [code] = inner.codes('PreferredContactMethod')
  switch (code) {
    case undefined:
      return {}
    case `${system.CHANNEL_SYSTEM}|text-message`:
      return { channel: 'text-message' }
    case `${PREFERRED_CONTACT_METHOD_SYSTEM}|1`:
      return { channel: 'letter' }
    case `${PREFERRED_CONTACT_METHOD_SYSTEM}|3`:
      return { channel: 'telephone' }
    case `${PREFERRED_CONTACT_METHOD_SYSTEM}|4`:
      return { channel: 'email' }
    case `${PREFERRED_CONTACT_METHOD_SYSTEM}|5`:
      return { need: 'contact-text-relay' }
    case `${PREFERRED_CONTACT_METHOD_SYSTEM}|6`:
      return { need: 'contact-via-carer' }
    case `${PREFERRED_CONTACT_METHOD_SYSTEM}|8`:
      return { need: 'no-telephone' }
    default:
      inner.refuse('PreferredContactMethod', 'This way of contact is not kept here.')
      return {}
  }
}

function writtenNeedOf(inner: ExtensionReader): AccessibleNeed | undefined {
  const [code] = inner.codes('PreferredWrittenCommunicationFormat')
  const needs: Readonly<Record<string, AccessibleNeed>> = { '11': 'large-print', '12': 'braille', '13': 'audio' }
  if (code === undefined) return undefined
  const [of, value = ''] = code.split('|')
  const need = of === PREFERRED_WRITTEN_FORMAT_SYSTEM ? needs[value] : undefined
  if (need === undefined) inner.refuse('PreferredWrittenCommunicationFormat', 'This format is not kept here.')
  return need
}

function practiceOf(findings: Findings, sent: SentPatient): string | undefined {
  const practice = sent.generalPractitioner?.[0]?.identifier
  if (practice === undefined) return undefined
  const at = 'Patient.generalPractitioner[0].identifier'
  if (practice.period?.end !== undefined)
    findings.add('not-supported', 'Only the present GP practice is kept.', `${at}.period`)
  if (practice.system === ODS_CODE_SYSTEM) return parseOdsCode(practice.value) ?? practice.value
  findings.add('value', 'Use the ODS code of the practice.', `${at}.system`)
  return undefined
}

const FIELDS: readonly (readonly [RegExp, string])[] = [
  [/^nhsNumber/, 'Patient.identifier'],
  [/^identifiers.*/, 'Patient.identifier'],
  [/^names\.(\d+)\.(.+)$/, 'Patient.name[$1].$2'],
  [/^names$/, 'Patient.name'],
  [/^addresses\.(\d+)\.lines$/, 'Patient.address[$1].line'],
  [/^addresses\.(\d+)\.postcode$/, 'Patient.address[$1].postalCode'],
  [/^addresses\.(\d+)\.county$/, 'Patient.address[$1].state'],
  [/^addresses\.(\d+)\.(start|end)$/, 'Patient.address[$1].period.$2'],
  [/^addresses\.(\d+)\.(.+)$/, 'Patient.address[$1].$2'],
  [/^contactPoints\.(\d+)\..*$/, 'Patient.telecom[$1]'],
  [/^death$/, 'Patient.deceased'],
  [/^communication.*/, 'Patient.communication'],
  [/^generalPractice$/, 'Patient.generalPractitioner'],
]

/** Where a problem of the record stands in the resource. */
export function pathOf(field: string): string {
  for (const [pattern, path] of FIELDS) if (pattern.test(field)) return field.replace(pattern, path)
  return `Patient.${field}`
}
