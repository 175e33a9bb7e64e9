import { byHeading, mapHeadings } from '../../../core/patients/import/headings.ts'

/** What a column of a caseload can mean, in the words of the command line and the report. */
export const CASELOAD_FIELDS = {
  nhsNumber: 'NHS number',
  localIdentifier: 'Another identifier, such as a hospital number',
  familyName: 'Last name, to check the match',
  givenName: 'First name, to check the match',
  birthDate: 'Date of birth, to check the match',
  medicine: 'The medicine: its dm+d identifier or its exact name there',
  brand: 'The brand: its dm+d identifier (AMP)',
  route: 'How it is given, such as subcutaneous or oral',
  doseAmount: 'How much each dose is, such as 40',
  doseUnit: 'Its unit, such as mg or tablet',
  everyNumber: 'How often: every how many',
  everyUnit: 'How often: days or weeks',
  firstDoseDate: 'Date of the first dose',
  nextDoseDate: 'Date of the next dose',
  indication: 'What it is for',
  company: 'Name of the homecare company',
  accountReference: 'The company’s reference for the patient',
  registrationDate: 'Date on which the patient was registered',
  prescribedDate: 'Date of the last prescription',
  prescriptionUntil: 'Date until which it is valid',
  deliveriesLeft: 'Number of deliveries left on it',
  unitsAtHome: 'Units at home, such as pens',
  countedDate: 'Date on which they were counted',
  nextDeliveryDate: 'Date of the next delivery',
  deliveryLine1: 'Where deliveries go: first line of the address',
  deliveryLine2: 'Second line of that address',
  deliveryLine3: 'Third line of that address',
  deliveryTown: 'Town or city of that address',
  deliveryPostcode: 'Postcode of that address',
  deliveryKind: 'What kind of place that is: home, work, collection (from a pharmacy) or other',
  deliveryTelephone: 'Telephone of who receives deliveries there',
  owner: 'Whose patient it is: e-mail address of a member of staff, or name of a team',
} as const
export type CaseloadField = keyof typeof CASELOAD_FIELDS
export type CaseloadColumns = readonly (CaseloadField | undefined)[]

const MUST_HAVE: readonly CaseloadField[] = [
  'birthDate',
  'familyName',
  'medicine',
  'route',
  'doseAmount',
  'doseUnit',
  'everyNumber',
  'everyUnit',
  'company',
  'owner',
]

const HEADINGS: Readonly<Record<CaseloadField, readonly string[]>> = {
  nhsNumber: ['nhsnumber', 'nhsno', 'nhs'],
  localIdentifier: ['hospitalnumber', 'hospitalno', 'localidentifier', 'localnumber', 'mrn'],
  familyName: ['familyname', 'lastname', 'surname'],
  givenName: ['givenname', 'firstname', 'forename'],
  birthDate: ['birthdate', 'dateofbirth', 'dob'],
  medicine: ['medicine', 'drug', 'product', 'medicinedmd'],
  brand: ['brand', 'brandid', 'branddmd'],
  route: ['route'],
  doseAmount: ['doseamount', 'dose'],
  doseUnit: ['doseunit'],
  everyNumber: ['every', 'everynumber', 'dosefrequency'],
  everyUnit: ['everyunit', 'daysorweeks', 'dosefrequencyunit'],
  firstDoseDate: ['firstdosedate', 'firstdose'],
  nextDoseDate: ['nextdosedate', 'nextdose'],
  indication: ['indication'],
  company: ['company', 'homecarecompany'],
  accountReference: ['accountreference', 'companyreference', 'accountnumber'],
  registrationDate: ['registrationdate', 'registered', 'registeredon'],
  prescribedDate: ['prescribeddate', 'lastprescription', 'lastprescriptiondate'],
  prescriptionUntil: ['prescriptionuntil', 'prescriptionvaliduntil', 'validuntil'],
  deliveriesLeft: ['deliveriesleft'],
  unitsAtHome: ['unitsathome', 'stockathome', 'stock'],
  countedDate: ['counteddate', 'countedon', 'stockdate'],
  nextDeliveryDate: ['nextdeliverydate', 'nextdelivery'],
  deliveryLine1: ['deliveryline1', 'deliveryaddress', 'deliveryaddress1', 'deliveryaddressline1'],
  deliveryLine2: ['deliveryline2', 'deliveryaddress2', 'deliveryaddressline2'],
  deliveryLine3: ['deliveryline3', 'deliveryaddress3', 'deliveryaddressline3'],
  deliveryTown: ['deliverytown', 'deliverycity'],
  deliveryPostcode: ['deliverypostcode'],
  deliveryKind: ['deliverykind', 'deliveryplace'],
  deliveryTelephone: ['deliverytelephone', 'deliveryphone'],
  owner: ['owner', 'owneremail'],
}
const BY_HEADING = byHeading(HEADINGS)

/** Which column means what; problems with the heading are one sentence each. */
export function mapCaseloadColumns(
  headings: readonly string[],
  mapping: Readonly<Record<string, string>>,
): { readonly fields: CaseloadColumns } | { readonly problems: readonly string[] } {
  const { fields, problems } = mapHeadings(
    headings,
    mapping,
    BY_HEADING,
    Object.keys(CASELOAD_FIELDS) as CaseloadField[],
  )
  for (const field of MUST_HAVE) {
    if (!fields.includes(field)) problems.push(`No column holds ${field} (${CASELOAD_FIELDS[field]}).`)
  }
  if (!fields.includes('nhsNumber') && !fields.includes('localIdentifier')) {
    problems.push('No column holds a number of the patient: the file needs nhsNumber or localIdentifier.')
  }
  if (!fields.includes('firstDoseDate') && !fields.includes('nextDoseDate')) {
    problems.push('No column holds the day of a dose: the file needs firstDoseDate or nextDoseDate.')
  }
  return problems.length > 0 ? { problems } : { fields }
}
