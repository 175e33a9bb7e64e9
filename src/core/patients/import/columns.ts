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

export const isImportField = (text: string): text is ImportField => Object.hasOwn(IMPORT_FIELDS, text)

/** A column that is left out on purpose. */
export const LEFT_OUT = '-'

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
const BY_HEADING: ReadonlyMap<string, ImportField> = new Map(
  (Object.keys(HEADINGS) as ImportField[]).flatMap((field) =>
    HEADINGS[field].map((heading) => [heading, field] as const),
  ),
)

/** The field of each column of the file, in order; `undefined` for one that is left out. */
export type ColumnFields = readonly (ImportField | undefined)[]

/**
 * Which column means what: as the mapping says, else as the heading says. Every column must be known or left out by name,
 * so that nothing is lost by a heading that nobody recognised. The answer is one sentence a problem.
 */
export function mapColumns(
  headings: readonly string[],
  mapping: Readonly<Record<string, string>>,
): { readonly fields: ColumnFields } | { readonly problems: readonly string[] } {
  const problems: string[] = []
  const wanted = new Map(Object.entries(mapping).map(([heading, field]) => [plain(heading), field]))
  for (const [heading, field] of Object.entries(mapping)) {
    if (!headings.some((each) => plain(each) === plain(heading)))
      problems.push(`The file has no column “${shown(heading)}”.`)
    if (field !== LEFT_OUT && !isImportField(field))
      problems.push(`“${shown(field)}” is not a field: use one of ${Object.keys(IMPORT_FIELDS).join(', ')}.`)
  }
  const fields = headings.map((heading) => {
    const said = wanted.get(plain(heading))
    if (said === LEFT_OUT) return undefined
    const field = said ?? BY_HEADING.get(plain(heading))
    if (field !== undefined && isImportField(field)) return field
    if (said === undefined) {
      problems.push(
        `The column “${shown(heading)}” is not known: map it with --column "${shown(heading)}=field", or leave it out with --column "${shown(heading)}=-".`,
      )
    }
    return undefined
  })
  for (const field of new Set(fields)) {
    if (field !== undefined && fields.filter((each) => each === field).length > 1) {
      problems.push(`Two columns mean ${field}: leave one out with --column "heading=-".`)
    }
  }
  if (!fields.includes('familyName') && !fields.includes('givenName')) {
    problems.push('No column holds a name: the file needs a last name or a first name.')
  }
  return problems.length > 0 ? { problems } : { fields }
}

/** A heading that is really a row of data must not be repeated at length. */
const shown = (heading: string): string => heading.replace(/[^\p{L}\p{N} _./()-]/gu, '').slice(0, 40)

const plain = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
