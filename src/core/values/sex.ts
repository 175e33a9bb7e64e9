/** `https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex` on `Patient`. */
export const BIRTH_SEX_EXTENSION = 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-BirthSex'

const ADMINISTRATIVE_GENDER = 'http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender'
const NULL_FLAVOR = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor'

/** UK Core value set `UKCore-BirthSex`: phenotypic sex at birth, which tests and doses may depend on. */
export const BIRTH_SEXES = {
  F: { display: 'Female', words: 'Female', system: ADMINISTRATIVE_GENDER },
  M: { display: 'Male', words: 'Male', system: ADMINISTRATIVE_GENDER },
  UN: { display: 'Undifferentiated', words: 'Indeterminate at birth', system: ADMINISTRATIVE_GENDER },
  UNK: { display: 'unknown', words: 'Not known', system: NULL_FLAVOR },
} as const

export type BirthSex = keyof typeof BIRTH_SEXES

export const isBirthSex = (code: string): code is BirthSex => Object.hasOwn(BIRTH_SEXES, code)

/** NHS Data Dictionary PERSON PHENOTYPIC SEX. `verified: false`: codes assumed to follow PERSON STATED GENDER CODE. */
export const PHENOTYPIC_SEXES = {
  '1': { display: 'Male', birthSex: 'M', verified: false },
  '2': { display: 'Female', birthSex: 'F', verified: false },
  '9': { display: 'Indeterminate (unable to be classified as either male or female)', birthSex: 'UN', verified: false },
  X: { display: 'Not known (not recorded)', birthSex: 'UNK', verified: false },
} as const satisfies Record<string, { display: string; birthSex: BirthSex; verified: boolean }>

export type PhenotypicSex = keyof typeof PHENOTYPIC_SEXES

export const isPhenotypicSex = (code: string): code is PhenotypicSex => Object.hasOwn(PHENOTYPIC_SEXES, code)
