import type { NewOrganisation } from '../src/core/tenancy/create-organisation.ts'
import { weekdayHours } from '../src/core/values/working-hours.ts'

const officeHours = weekdayHours('england-and-wales', { opens: '09:00', closes: '17:00' })
const surgeryHours = weekdayHours('england-and-wales', { opens: '08:00', closes: '18:30' })
const longHours = {
  ...weekdayHours('england-and-wales', { opens: '08:00', closes: '20:00' }),
  week: {
    ...weekdayHours('england-and-wales', { opens: '08:00', closes: '20:00' }).week,
    Saturday: [{ opens: '09:00', closes: '13:00' }],
  },
}

/** The system of Riverside's hospital numbers. */
export const RIVERSIDE_NUMBERS = 'https://riverside.example/Id/hospital-number'

/** The organisations of the demonstration. Two are trusts, to see that they are strangers. All are made up; so are their codes. */
export const ORGANISATIONS = [
  {
    slug: 'riverside',
    name: 'Riverside NHS Foundation Trust',
    kind: 'nhs-trust',
    odsCode: 'RZ901',
    addressLines: ['1 River Road', 'Riverside', 'M4 1ZZ'],
    telephone: '01632 960001',
    openingHours: officeHours,
    safetyContact: 'Dr Helen Marsh, clinical safety officer',
    dataProtectionContact: 'Owen Price, 01632 960021',
    hospitalNumberSystem: RIVERSIDE_NUMBERS,
  },
  {
    slug: 'hillview',
    name: 'Hillview University Hospitals NHS Trust',
    kind: 'nhs-trust',
    odsCode: 'RZ902',
    addressLines: ['Hill Top', 'Hillview', 'LS7 1ZZ'],
    telephone: '01632 960002',
    openingHours: officeHours,
    safetyContact: 'Dr Samuel Okoro, clinical safety officer',
    dataProtectionContact: 'David Achebe, 01632 960022',
  },
  {
    slug: 'meadow-lane',
    name: 'Meadow Lane Surgery',
    kind: 'gp-practice',
    odsCode: 'Z99001',
    addressLines: ['8 Meadow Lane', 'Meadow Lane', 'SK8 1ZZ'],
    telephone: '01632 960003',
    openingHours: surgeryHours,
    safetyContact: 'Dr Priya Nair, partner',
    dataProtectionContact: 'Karen Doyle, 01632 960003',
  },
  {
    slug: 'brightwell',
    name: 'Brightwell Homecare',
    kind: 'homecare-company',
    odsCode: 'Z9H01',
    addressLines: ['1 Depot Road', 'Riverside', 'M4 9ZZ'],
    telephone: '01632 960004',
    openingHours: longHours,
    safetyContact: 'Martin Boyle, superintendent pharmacist',
    dataProtectionContact: 'Neil Foster, 01632 960004',
  },
  {
    slug: 'health-near-you',
    name: 'Health Near You',
    kind: 'public-site',
    telephone: '01632 960005',
    openingHours: officeHours,
    safetyContact: 'Grace Adeyemi, head of content',
    dataProtectionContact: 'Grace Adeyemi, 01632 960005',
  },
] as const satisfies readonly NewOrganisation[]

export type OrganisationSlug = (typeof ORGANISATIONS)[number]['slug']
