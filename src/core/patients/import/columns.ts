import { byHeading, mapHeadings } from './headings.ts'

/** What a column of a CSV file can mean, in the words of the command line and the report. */
export const IMPORT_FIELDS = {
  nhsNumber: 'NHS number',
  nhsNumberStatus: 'NHS number verification status (01 to 08)',
  localIdentifier: 'Another identifier, such as a hospital number',
  title: 'Title',
  givenName: 'First name',
  middleNames: 'Other given names, with spaces between',
  familyName: 'Last name',
  birthDate: 'Date of birth',
  gender: 'Gender (male, female, other, unknown, or NHS codes 1, 2, 9, X)',
  birthSex: 'Sex at birth (F, M, UN, UNK)',
  addressLine1: 'Address line 1',
  addressLine2: 'Address line 2',
  addressLine3: 'Address line 3',
  addressLine4: 'Address line 4',
  addressLine5: 'Address line 5',
  town: 'Town or city',
  county: 'County',
  postcode: 'Postcode',
  telephone: 'Telephone number',
  mobile: 'Mobile number',
  email: 'Email address',
  language: 'Language (BCP 47 code or English name)',
  interpreter: 'Interpreter needed (yes or no)',
  generalPractice: 'ODS code of the GP practice',
  deathDate: 'Date of death',
  sensitive: 'Sensitive record (yes or no)',
} as const
export type ImportField = keyof typeof IMPORT_FIELDS

/** Headings that other systems use, without case, spaces and punctuation. */
const HEADINGS: Readonly<Record<ImportField, readonly string[]>> = {
  nhsNumber: ['nhsnumber', 'nhsno', 'nhsnum', 'nhs', 'newnhsnumber'],
  nhsNumberStatus: ['nhsnumberstatus', 'nhsnumberstatusindicator', 'nhsnumberverificationstatus', 'nhsstatus'],
  localIdentifier: [
    'hospitalnumber',
    'hospitalno',
    'localidentifier',
    'localpatientidentifier',
    'mrn',
    'unitnumber',
    'patientid',
    'caserecordnumber',
  ],
  title: ['title', 'prefix', 'personnametitle'],
  givenName: ['givenname', 'firstname', 'forename', 'given', 'first', 'forename1', 'persongivenname'],
  middleNames: ['middlenames', 'middlename', 'othernames', 'othergivennames', 'forename2', 'secondforename'],
  familyName: ['familyname', 'lastname', 'surname', 'family', 'last', 'personfamilyname'],
  birthDate: ['birthdate', 'dateofbirth', 'dob', 'personbirthdate'],
  gender: ['gender', 'sex', 'personstatedgendercode', 'administrativegender'],
  birthSex: ['birthsex', 'sexatbirth', 'phenotypicsex'],
  addressLine1: ['addressline1', 'address1', 'address', 'addressline', 'street', 'patientaddressline1'],
  addressLine2: ['addressline2', 'address2', 'patientaddressline2'],
  addressLine3: ['addressline3', 'address3', 'patientaddressline3'],
  addressLine4: ['addressline4', 'address4', 'patientaddressline4'],
  addressLine5: ['addressline5', 'address5', 'patientaddressline5'],
  town: ['town', 'city', 'townorcity', 'posttown'],
  county: ['county'],
  postcode: ['postcode', 'postalcode', 'zip', 'postcodeofusualaddress'],
  telephone: [
    'telephone',
    'telephonenumber',
    'phone',
    'phonenumber',
    'hometelephone',
    'homephone',
    'tel',
    'telno',
    'landline',
  ],
  mobile: ['mobile', 'mobilenumber', 'mobilephone', 'mobiletelephone', 'cell'],
  email: ['email', 'emailaddress', 'mail'],
  language: ['language', 'preferredlanguage', 'languagecode', 'firstlanguage', 'spokenlanguage'],
  interpreter: ['interpreter', 'interpreterrequired', 'interpreterneeded', 'needsinterpreter'],
  generalPractice: [
    'generalpractice',
    'gppractice',
    'gppracticecode',
    'practicecode',
    'gpcode',
    'odscode',
    'gppracticeods',
    'gmppracticecode',
  ],
  deathDate: ['deathdate', 'dateofdeath', 'dod', 'deceaseddate', 'persondeathdate'],
  sensitive: ['sensitive', 'restricted', 'sflag', 'sensitiverecord'],
}
const BY_HEADING = byHeading(HEADINGS)

/** The field of each column of the file, in order; `undefined` for one that is left out. */
export type ColumnFields = readonly (ImportField | undefined)[]

/** As `mapHeadings`, for patients: a row is nobody without a name. */
export function mapColumns(
  headings: readonly string[],
  mapping: Readonly<Record<string, string>>,
): { readonly fields: ColumnFields } | { readonly problems: readonly string[] } {
  const mapped = mapHeadings(headings, mapping, BY_HEADING, Object.keys(IMPORT_FIELDS) as ImportField[])
  const { fields, problems } = mapped
  if (!fields.includes('familyName') && !fields.includes('givenName')) {
    problems.push('No column holds a name: the file needs a last name or a first name.')
  }
  return problems.length > 0 ? { problems } : { fields }
}
