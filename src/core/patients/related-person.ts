import { addressProblems, type Address } from '../values/address.ts'
import type { CivilDate } from '../values/civil-date.ts'
import { nameProblems, type HumanName } from '../values/person-name.ts'
import { must } from '../values/problem-wording.ts'

/**
 * Who someone is to the patient. `fhir` is the code of HL7 v3-RoleCode or v2-0131 that UK Core `RelatedPerson` takes; the
 * words are ours.
 */
export const RELATIONSHIPS = {
  'next-of-kin': { words: 'Next of kin', system: 'v2-0131', fhir: 'N' },
  'emergency-contact': { words: 'Emergency contact', system: 'v2-0131', fhir: 'C' },
  carer: { words: 'Carer', system: 'v3-RoleCode', fhir: 'CAREGIVER' },
  parent: { words: 'Parent', system: 'v3-RoleCode', fhir: 'PRN' },
  guardian: { words: 'Legal guardian', system: 'v3-RoleCode', fhir: 'GUARD' },
  'health-attorney': {
    words: 'Lasting power of attorney for health and welfare',
    system: 'v3-RoleCode',
    fhir: 'HPOWATT',
  },
  spouse: { words: 'Husband, wife or civil partner', system: 'v3-RoleCode', fhir: 'SPS' },
  partner: { words: 'Partner', system: 'v3-RoleCode', fhir: 'DOMPART' },
  child: { words: 'Son or daughter', system: 'v3-RoleCode', fhir: 'CHILD' },
  sibling: { words: 'Brother or sister', system: 'v3-RoleCode', fhir: 'SIB' },
  grandparent: { words: 'Grandparent', system: 'v3-RoleCode', fhir: 'GRPRN' },
  grandchild: { words: 'Grandchild', system: 'v3-RoleCode', fhir: 'GRNDCHILD' },
  relative: { words: 'Other relative', system: 'v3-RoleCode', fhir: 'EXT' },
  friend: { words: 'Friend', system: 'v3-RoleCode', fhir: 'FRND' },
  neighbour: { words: 'Neighbour', system: 'v3-RoleCode', fhir: 'NBOR' },
} as const satisfies Record<string, { words: string; system: 'v2-0131' | 'v3-RoleCode'; fhir: string }>
export type Relationship = keyof typeof RELATIONSHIPS

export const isRelationship = (code: string): code is Relationship => Object.hasOwn(RELATIONSHIPS, code)

/** What the patient agreed a person may be told. Nothing is agreed until it is recorded. */
export const MAY_BE_TOLD = {
  appointments: 'Dates and times of appointments',
  deliveries: 'Dates and times of deliveries, and take them in',
  medicines: 'Which medicines the patient takes',
  results: 'Test results',
  condition: 'The condition and its treatment',
  emergencies: 'That there is an emergency',
} as const
export type MayBeTold = keyof typeof MAY_BE_TOLD

export const isMayBeTold = (code: string): code is MayBeTold => Object.hasOwn(MAY_BE_TOLD, code)

/** Someone in a patient's life, as typed or sent. */
export interface RelatedPersonDetails {
  readonly name: HumanName
  readonly relationships: readonly Relationship[]
  /** E.164. */
  readonly telephone: string | undefined
  readonly email: string | undefined
  readonly address: Address | undefined
  readonly language: string | undefined
  readonly interpreterRequired: boolean
  readonly mayBeTold: readonly MayBeTold[]
  readonly start: CivilDate | undefined
  readonly end: CivilDate | undefined
}

export interface RelatedPerson extends RelatedPersonDetails {
  readonly relatedPersonId: string
  readonly patientId: string
  /** Whether there is a sealed note; its text is read apart. */
  readonly hasNote: boolean
  /** True when telephone, e-mail and address were left out, as the record is sensitive. */
  readonly contactHidden: boolean
  readonly version: number
  readonly updatedAt: Date
}

export type RelatedPersonField = 'family' | 'given' | 'relationships' | 'address' | 'period'

/** Everything wrong with a related person's details. */
export function relatedPersonProblems(
  details: RelatedPersonDetails,
): { readonly field: RelatedPersonField; readonly text: string }[] {
  const problems: { field: RelatedPersonField; text: string }[] = nameProblems(details.name).map(({ field, text }) => ({
    field: field === 'given' ? 'given' : 'family',
    text,
  }))
  if (details.relationships.length === 0)
    problems.push({ field: 'relationships', text: 'Select who they are to the patient' })
  if (details.address)
    for (const { text } of addressProblems(details.address)) problems.push({ field: 'address', text })
  if (details.start !== undefined && details.end !== undefined && details.end < details.start)
    problems.push({ field: 'period', text: must('Last day', 'be the same as or after the first day') })
  return problems
}

/** Whether someone may be told about a matter today. Only what was recorded counts: nothing follows from being a relative. */
export const mayTell = (
  person: Pick<RelatedPersonDetails, 'mayBeTold' | 'start' | 'end'>,
  matter: MayBeTold,
  today: CivilDate,
): boolean => person.mayBeTold.includes(matter) && (person.start ?? today) <= today && today <= (person.end ?? today)
