import type { AccessibleNeed } from '../values/accessible-needs.ts'
import type { Address } from '../values/address.ts'
import type { AllergyStatus } from '../values/allergy.ts'
import type { CivilDate } from '../values/civil-date.ts'
import type { AdministrativeGender, GenderIdentity, SameAsAtBirth } from '../values/gender.ts'
import { NHS_NUMBER_ABSENCES, type NhsNumberAbsence, type NhsNumberStatus } from '../values/nhs-number-status.ts'
import { nameInUse, type HumanName } from '../values/person-name.ts'
import type { BirthSex } from '../values/sex.ts'

/** An entry of a record's list, with the number that names it within one version of the record. */
export type Kept<Entry> = Entry & { readonly entryId: string }

/** The number with what is known of it, or why there is none: never simply nothing. */
export type NhsNumberHeld =
  { readonly number: string; readonly status: NhsNumberStatus } | { readonly absence: NhsNumberAbsence }

export const hasNhsNumber = (held: NhsNumberHeld): held is Extract<NhsNumberHeld, { number: string }> =>
  'number' in held

export const nhsNumberStatusOf = (held: NhsNumberHeld): NhsNumberStatus =>
  hasNhsNumber(held) ? held.status : NHS_NUMBER_ABSENCES[held.absence].status

/** Another organisation's or system's number for the person, such as a hospital number. */
export type LocalIdentifier = { readonly system: string; readonly value: string }

export const DEATH_NOTICES = {
  informal: 'Reported, not registered yet',
  formal: 'Registered',
} as const
export type DeathNotice = keyof typeof DEATH_NOTICES

export const DEATH_SOURCES = {
  registrar: 'Registrar',
  'nhs-spine': 'NHS Spine (PDS)',
  hospital: 'Hospital',
  'general-practice': 'GP practice',
  family: 'Family or carer',
  coroner: 'Coroner',
  other: 'Someone else',
} as const
export type DeathSource = keyof typeof DEATH_SOURCES

export interface Death {
  /** Undefined when the day is not known. */
  readonly on: CivilDate | undefined
  readonly notice: DeathNotice
  /** Who told us. */
  readonly source: DeathSource
}

export const CONTACT_SYSTEMS = { phone: 'Telephone', textphone: 'Textphone', email: 'Email' } as const
export type ContactSystem = keyof typeof CONTACT_SYSTEMS

export const CONTACT_USES = {
  mobile: 'Mobile',
  home: 'Home',
  work: 'Work',
  temp: 'Temporary',
  old: 'No longer used',
} as const
export type ContactUse = keyof typeof CONTACT_USES

/** Who a contact detail came from. */
export const CONTACT_SOURCES = {
  patient: 'Patient',
  carer: 'Family or carer',
  staff: 'Staff',
  'nhs-spine': 'NHS Spine (PDS)',
  'other-record': 'Another record',
} as const
export type ContactSource = keyof typeof CONTACT_SOURCES

export type ContactPoint = {
  readonly system: ContactSystem
  readonly use: ContactUse
  /** E.164 for telephone and textphone; an address for e-mail. */
  readonly value: string
  readonly source: ContactSource
  /** The last day someone confirmed that it reaches the patient; undefined when nobody has. */
  readonly confirmedOn?: CivilDate | undefined
  readonly start?: CivilDate | undefined
  readonly end?: CivilDate | undefined
}

export const PREFERRED_CHANNELS = {
  letter: 'Letter',
  telephone: 'Telephone call',
  'text-message': 'Text message',
  email: 'Email',
} as const
export type PreferredChannel = keyof typeof PREFERRED_CHANNELS

/** How someone is written and spoken to. */
export interface Communication {
  /** BCP 47; undefined when nobody has asked. */
  readonly language: string | undefined
  readonly interpreterRequired: boolean
  /** Accessible Information Standard needs, as codes. */
  readonly accessibleNeeds: readonly AccessibleNeed[]
  /** The last day someone asked about needs; undefined when nobody has. */
  readonly needsAskedOn: CivilDate | undefined
  readonly preferredChannel: PreferredChannel | undefined
}

/** What a record says of a person, as people type it, import it or send it. */
export interface PatientDetails {
  readonly nhsNumber: NhsNumberHeld
  readonly identifiers: readonly LocalIdentifier[]
  readonly names: readonly HumanName[]
  readonly birthDate: CivilDate | undefined
  readonly gender: AdministrativeGender
  readonly birthSex: BirthSex | undefined
  readonly genderIdentity: GenderIdentity | undefined
  readonly sameAsAtBirth: SameAsAtBirth | undefined
  readonly death: Death | undefined
  readonly addresses: readonly Address[]
  readonly contactPoints: readonly ContactPoint[]
  readonly communication: Communication
  /** ODS code of the GP practice. */
  readonly generalPractice: string | undefined
}

/** The least that makes a record, with whatever else is known. */
export type NewPatient = Pick<PatientDetails, 'names' | 'nhsNumber' | 'gender'> & Partial<PatientDetails>

const NOTHING_ASKED: Communication = {
  language: undefined,
  interpreterRequired: false,
  accessibleNeeds: [],
  needsAskedOn: undefined,
  preferredChannel: undefined,
}

/** Details with everything that is not known said to be so. */
export const patientDetails = (known: NewPatient): PatientDetails => ({
  identifiers: [],
  birthDate: undefined,
  birthSex: undefined,
  genderIdentity: undefined,
  sameAsAtBirth: undefined,
  death: undefined,
  addresses: [],
  contactPoints: [],
  communication: NOTHING_ASKED,
  generalPractice: undefined,
  ...known,
})

/** A record as a reader may see it. */
export interface Patient extends PatientDetails {
  readonly patientId: string
  readonly names: readonly Kept<HumanName>[]
  readonly addresses: readonly Kept<Address>[]
  readonly contactPoints: readonly Kept<ContactPoint>[]
  readonly allergyStatus: AllergyStatus['status']
  readonly sensitive: boolean
  /** True when addresses, contact points and GP practice, which tells the area, were left out because the reader may not see them. */
  readonly contactHidden: boolean
  /** The live record this one was merged into. */
  readonly mergedInto: string | undefined
  /** Grows with every change: carried in forms and as the FHIR version. */
  readonly version: number
  readonly registeredAt: Date
  readonly updatedAt: Date
}

/** The name to call a person by on a day; one that has ended is better than none. */
export const nameOf = (patient: Pick<PatientDetails, 'names'>, on: CivilDate): HumanName =>
  nameInUse(patient.names, on) ??
  patient.names.find(({ use }) => use !== 'old' && use !== 'maiden') ??
  patient.names[0]!

/** Numbers the entries that have none, after the highest in use. */
export function keepEntries<Entry extends object>(entries: readonly (Entry | Kept<Entry>)[]): Kept<Entry>[] {
  let last = Math.max(0, ...entries.map((entry) => ('entryId' in entry ? Number(entry.entryId) : 0)))
  return entries.map((entry) => ('entryId' in entry ? entry : { ...entry, entryId: String(++last) }))
}
