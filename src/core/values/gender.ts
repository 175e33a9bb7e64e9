/** FHIR `administrative-gender`: what a record is filed under, never how to treat or address anyone. */
export const ADMINISTRATIVE_GENDERS = {
  female: 'Female',
  male: 'Male',
  other: 'Other',
  unknown: 'Not known',
} as const

export type AdministrativeGender = keyof typeof ADMINISTRATIVE_GENDERS

export const isAdministrativeGender = (code: string): code is AdministrativeGender =>
  Object.hasOwn(ADMINISTRATIVE_GENDERS, code)

/** `https://fhir.hl7.org.uk/CodeSystem/NHSDataModelAndDictionary-PersonStatedGenderCode` */
export const PERSON_STATED_GENDER_SYSTEM =
  'https://fhir.hl7.org.uk/CodeSystem/NHSDataModelAndDictionary-PersonStatedGenderCode'

/** NHS Data Dictionary PERSON STATED GENDER CODE. */
export const PERSON_STATED_GENDERS = {
  '1': 'Male',
  '2': 'Female',
  '9': 'Indeterminate (unable to be classified as either male or female)',
  X: 'Not known (not recorded)',
} as const

export type PersonStatedGender = keyof typeof PERSON_STATED_GENDERS

export const isPersonStatedGender = (code: string): code is PersonStatedGender =>
  Object.hasOwn(PERSON_STATED_GENDERS, code)

/** NHS Data Dictionary GENDER IDENTITY CODE, June 2026. `question` is how the choice is put to a person. */
export const GENDER_IDENTITIES = {
  '1': { display: 'Male (including trans man)', question: 'Man (including trans man)' },
  '2': { display: 'Female (including trans woman)', question: 'Woman (including trans woman)' },
  '3': { display: 'Non-binary', question: 'Non-binary' },
  '4': { display: 'Other (not listed)', question: 'Other, not listed' },
  Z: { display: 'Not stated (person asked but declined to provide a response)', question: 'Prefer not to say' },
  X: { display: 'Not known (not recorded)', question: '' },
} as const

export type GenderIdentity = keyof typeof GENDER_IDENTITIES

export const isGenderIdentity = (code: string): code is GenderIdentity => Object.hasOwn(GENDER_IDENTITIES, code)

/**
 * NHS Data Dictionary GENDER IDENTITY SAME AT BIRTH INDICATOR: whether gender is the same as the sex registered at birth.
 * `verified: false`: the codes Y, N and Z are as mental health data sets carry them, the rest not checked.
 */
export const SAME_AS_AT_BIRTH = {
  Y: { display: 'Yes', verified: false },
  N: { display: 'No', verified: false },
  Z: { display: 'Prefer not to say', verified: false },
  X: { display: 'Not known (not recorded)', verified: false },
} as const

export type SameAsAtBirth = keyof typeof SAME_AS_AT_BIRTH

export const isSameAsAtBirth = (code: string): code is SameAsAtBirth => Object.hasOwn(SAME_AS_AT_BIRTH, code)

/** The administrative gender that stands for a stated one where only FHIR's four words fit. */
export function administrativeGenderFrom(stated: PersonStatedGender): AdministrativeGender {
  const gender = { '1': 'male', '2': 'female', '9': 'other', X: 'unknown' } as const
  return gender[stated]
}
