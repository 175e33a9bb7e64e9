import type { Address } from '../values/address.ts'
import type { HumanName } from '../values/person-name.ts'
import { isSame } from './changes.ts'
import { hasNhsNumber, keepEntries, type ContactPoint, type PatientDetails } from './patient.ts'
import { identifierKey, SUPERSEDED_NHS_NUMBER } from './search-keys.ts'

/** The parts of a record in which two records of one person may disagree, in the order shown. */
export const MERGE_FIELDS = {
  nhsNumber: 'NHS number',
  names: 'Name',
  birthDate: 'Date of birth',
  gender: 'Gender',
  birthSex: 'Sex at birth',
  genderIdentity: 'Gender identity',
  death: 'Death',
  addresses: 'Addresses',
  contactPoints: 'Telephone and email',
  communication: 'Language and communication needs',
  generalPractice: 'GP practice',
} as const
export type MergeField = keyof typeof MERGE_FIELDS
export const mergeFields = Object.keys(MERGE_FIELDS) as readonly MergeField[]

/** Whose value the surviving record keeps. `both` is for lists. */
export type MergeChoice = 'survivor' | 'merged' | 'both'
export type MergeChoices = { readonly [Field in MergeField]?: MergeChoice }

export interface MergeConflict {
  readonly field: MergeField
  readonly choices: readonly MergeChoice[]
  /** What is taken unless someone chooses otherwise: never a loss of what only one record knows. */
  readonly usual: MergeChoice
}

const LISTS: readonly MergeField[] = ['addresses', 'contactPoints']

/** Every field in which the two differ. */
export function mergeConflicts(survivor: PatientDetails, merged: PatientDetails): MergeConflict[] {
  return mergeFields
    .filter((field) => !isSame(valueOf(survivor, field), valueOf(merged, field)))
    .map((field) => {
      const isList = LISTS.includes(field)
      const choices: MergeChoice[] = isList ? ['survivor', 'merged', 'both'] : ['survivor', 'merged']
      if (isUnknown(survivor, field)) return { field, choices, usual: 'merged' }
      if (isUnknown(merged, field)) return { field, choices, usual: 'survivor' }
      return { field, choices, usual: isList ? 'both' : 'survivor' }
    })
}

/** What the surviving record says after merging. Names and identifiers are never lost: the other record's become previous names. */
export function mergedDetails(survivor: PatientDetails, merged: PatientDetails, choices: MergeChoices): PatientDetails {
  const conflicts = mergeConflicts(survivor, merged)
  const choiceOf = (field: MergeField): MergeChoice =>
    choices[field] ?? conflicts.find((conflict) => conflict.field === field)?.usual ?? 'survivor'
  const pick = <Field extends MergeField>(field: Field): PatientDetails[Field] =>
    choiceOf(field) === 'merged' ? merged[field] : survivor[field]
  const list = <Entry extends object>(
    field: 'addresses' | 'contactPoints',
    mine: readonly Entry[],
    theirs: readonly Entry[],
  ) => (choiceOf(field) === 'both' ? together(mine, theirs) : choiceOf(field) === 'merged' ? theirs : mine)
  const namesFirst = choiceOf('names') === 'merged' ? merged.names : survivor.names
  const namesAfter = choiceOf('names') === 'merged' ? survivor.names : merged.names
  return {
    ...survivor,
    nhsNumber: pick('nhsNumber'),
    identifiers: uniqueIdentifiers([
      ...survivor.identifiers,
      ...merged.identifiers,
      // The merged record is still found by its own number; the survivor's, when it gives way, must not be lost.
      ...(choiceOf('nhsNumber') === 'merged' && hasNhsNumber(survivor.nhsNumber)
        ? [{ system: SUPERSEDED_NHS_NUMBER, value: survivor.nhsNumber.number }]
        : []),
    ]),
    names: together(namesFirst, namesAfter.map(asPrevious)),
    birthDate: pick('birthDate'),
    gender: pick('gender'),
    birthSex: pick('birthSex'),
    genderIdentity: pick('genderIdentity'),
    sameAsAtBirth: choiceOf('genderIdentity') === 'merged' ? merged.sameAsAtBirth : survivor.sameAsAtBirth,
    death: pick('death'),
    addresses: list<Address>('addresses', survivor.addresses, merged.addresses),
    contactPoints: list<ContactPoint>('contactPoints', survivor.contactPoints, merged.contactPoints),
    communication: pick('communication'),
    generalPractice: pick('generalPractice'),
  }
}

const valueOf = (details: PatientDetails, field: MergeField): unknown =>
  field === 'names'
    ? details.names.map(({ prefix, given, family, suffix, use }) => ({ prefix, given, family, suffix, use }))
    : field === 'genderIdentity'
      ? [details.genderIdentity, details.sameAsAtBirth]
      : details[field]

function isUnknown(details: PatientDetails, field: MergeField): boolean {
  if (field === 'nhsNumber') return !hasNhsNumber(details.nhsNumber)
  if (field === 'gender') return details.gender === 'unknown'
  if (field === 'communication')
    return details.communication.needsAskedOn === undefined && !details.communication.language
  const value = details[field]
  return value === undefined || (Array.isArray(value) && value.length === 0)
}

const asPrevious = (name: HumanName): HumanName =>
  name.use === 'usual' || name.use === 'official' ? { ...name, use: 'old' } : name

/** One list after the other, without entries that say the same, numbered anew. */
function together<Entry extends object>(first: readonly Entry[], then: readonly Entry[]): Entry[] {
  const added = then.filter((entry) => !first.some((each) => isSame(withoutUse(each), withoutUse(entry))))
  return keepEntries<Entry>([...first, ...added.map(withoutNumber)])
}

const withoutNumber = <Entry extends object>(entry: Entry): Entry =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'entryId')) as Entry

const withoutUse = (entry: object): object =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'use'))

const uniqueIdentifiers = (identifiers: PatientDetails['identifiers']): PatientDetails['identifiers'] => [
  ...new Map(identifiers.map((identifier) => [identifierKey(identifier), identifier])).values(),
]
