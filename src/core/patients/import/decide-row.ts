import { changesBetween, type Changes } from '../changes.ts'
import { match } from '../match.ts'
import { hasNhsNumber, type Patient, type PatientDetails } from '../patient.ts'
import { detailsOf } from './csv-row.ts'
import { overlay } from './overlay.ts'
import type { RowProblem, SentPatient } from './sent-patient.ts'

/** The records a row may be about. */
export interface RowMatches {
  /** The live record with the row's NHS number, or else with its other identifier. */
  readonly same: Patient | undefined
  /** Live records with the same name and birth date, looked for when there is no such record. */
  readonly alike: readonly Patient[]
}

export interface Change {
  readonly patientId: string
  /** The version the decision was made on: another one means to decide again. */
  readonly version: number
  readonly details: PatientDetails
  readonly sensitive: boolean
  readonly before: { readonly details: PatientDetails; readonly sensitive: boolean }
  readonly changes: Changes
}

/** What a row says about a sensitive record, and whoever brings the file in may not see: it was not applied. */
export interface LeftOut {
  readonly problem: RowProblem
  readonly subjectId: string
}

/** What becomes of a row. */
export type Decision =
  | { readonly kind: 'add'; readonly details: PatientDetails; readonly sensitive: boolean }
  | { readonly kind: 'change'; readonly change: Change; readonly leftOut?: LeftOut | undefined }
  | { readonly kind: 'same'; readonly leftOut?: LeftOut | undefined }
  | { readonly kind: 'refused'; readonly problem: RowProblem }
  | { readonly kind: 'held'; readonly problem: RowProblem; readonly subjectId: string }

const OTHER_PERSON = 'This number is on a record with another name and another date of birth. Check which is right.'
const OTHER_NUMBER = 'The record with this identifier has another NHS number. Check which is right.'
const HIDDEN =
  'This is a sensitive record, and you may not see its address, telephone, email and GP practice: they were left as they are.'
const ALIKE = 'Someone with this name and date of birth is already here. Check whether it is the same person.'

/** Adds someone new, corrects someone known, and leaves alone what a person must look at first. */
export function decideRow(
  sent: SentPatient,
  { same, alike }: RowMatches,
  options: { readonly today: string; readonly addAlike: boolean },
): Decision {
  if (same) return decideKnown(sent, same, options.today)
  const possible = options.addAlike ? undefined : alike.find((patient) => mayBe(sent, patient))
  if (possible) {
    return { kind: 'held', problem: { column: '', reason: ALIKE }, subjectId: possible.patientId }
  }
  return { kind: 'add', details: detailsOf(sent), sensitive: sent.sensitive }
}

function decideKnown(sent: SentPatient, known: Patient, today: string): Decision {
  const { reasons } = match(detailsOf(sent), known)
  const hasOtherNumber = reasons.includes('other-nhs-number')
  if (hasOtherNumber) return { kind: 'held', problem: { column: '', reason: OTHER_NUMBER }, subjectId: known.patientId }
  // A wrong NHS number must not turn one person's record into another's.
  const isSamePerson = reasons.some((reason) =>
    ['same-birth-date', 'near-birth-date', 'same-name', 'similar-name', 'swapped-name'].includes(reason),
  )
  if (!isSamePerson) return { kind: 'held', problem: { column: '', reason: OTHER_PERSON }, subjectId: known.patientId }

  const before = { details: known as PatientDetails, sensitive: known.sensitive }
  const details = overlay(known, known.contactHidden ? withoutContact(sent) : sent, today)
  // A file can protect someone, but what was judged to need protection is never laid open by a file.
  const sensitive = known.sensitive || sent.sensitive
  const changes = changesBetween(onlyDetails(known), details)
  const { patientId, version } = known
  const leftOut =
    known.contactHidden && saysContact(sent)
      ? { problem: { column: '', reason: HIDDEN }, subjectId: patientId }
      : undefined
  if (!changes && sensitive === known.sensitive) return { kind: 'same', leftOut }
  return {
    kind: 'change',
    leftOut,
    change: { patientId, version, details, sensitive, before, changes: changes ?? { old: {}, new: {} } },
  }
}

const saysContact = ({ addresses, contactPoints, generalPractice }: SentPatient): boolean =>
  addresses.length > 0 || contactPoints.length > 0 || generalPractice !== undefined

/** What cannot be seen cannot be compared, so nothing is laid over it. */
function withoutContact({ generalPractice: _practice, ...sent }: SentPatient): SentPatient {
  return { ...sent, addresses: [], contactPoints: [] }
}

/** Two different NHS numbers are two people, however alike. */
const mayBe = (sent: SentPatient, patient: Patient): boolean => !(sent.nhsNumber && hasNhsNumber(patient.nhsNumber))

const onlyDetails = ({
  nhsNumber,
  identifiers,
  names,
  birthDate,
  gender,
  birthSex,
  genderIdentity,
  sameAsAtBirth,
  death,
  addresses,
  contactPoints,
  communication,
  generalPractice,
}: Patient): PatientDetails => ({
  nhsNumber,
  identifiers,
  names,
  birthDate,
  gender,
  birthSex,
  genderIdentity,
  sameAsAtBirth,
  death,
  addresses,
  contactPoints,
  communication,
  generalPractice,
})
