import type { Platform } from '../../src/core/context.ts'
import { registerPatients, type NewPatient } from '../../src/core/patients/index.ts'
import type { OrganisationSlug } from '../organisations.ts'
import { asStaff } from '../as-staff.ts'
import { testNhsNumber } from '../people.ts'

const GIVEN = [
  'Olivia',
  'Muhammad',
  'Isla',
  'Oluwaseun',
  'Freya',
  'Tomasz',
  'Chloe',
  'Rajesh',
  'Siân',
  'Kwame',
  'Niamh',
  'Li',
  'Hannah',
  'Andrei',
  'Fatima',
  'Callum',
  'Ines',
  'Dafydd',
  'Aisha',
  'Patrick',
]
const FAMILY = [
  'Smith',
  'Patel',
  'Jones',
  'Begum',
  'Williams',
  'Kowalski',
  'Brown',
  'Singh',
  'Davies',
  'Osei',
  'O’Connor',
  'Chen',
  'Evans',
  'Popescu',
  'Hussain',
  'McKenzie',
  'García',
  'Hughes',
  'Ali',
  'Fitzgerald',
  'St John',
  'de Souza',
  'Mac Giolla',
]
const STREETS = [
  'Station Road',
  'Church Lane',
  'Victoria Street',
  'Mill Lane',
  'The Green',
  'Park Avenue',
  'High Street',
]
const TOWNS = [
  ['Riverside', 'M4'],
  ['Hillview', 'LS7'],
  ['Meadow Lane', 'SK8'],
] as const

const WITH_EMAIL = 12

/** Enough people that lists have pages and searches have namesakes: the same ones every time. */
export async function seedCaseload(platform: Platform): Promise<void> {
  await Promise.all([
    register(platform, 'riverside', 'nurse', 1_000, 240),
    register(platform, 'hillview', 'nurse', 3_000, 60),
    register(platform, 'meadow-lane', 'nurse', 5_000, 120),
  ])
}

async function register(platform: Platform, slug: OrganisationSlug, role: 'nurse', serial: number, count: number) {
  const ctx = await asStaff(platform, slug, role)
  await registerPatients(
    ctx,
    Array.from({ length: count }, (_, index) => person(serial + index * 3, index)),
  )
}

function person(serial: number, index: number): NewPatient {
  const given = GIVEN[(index * 7) % GIVEN.length] ?? 'Alex'
  const family = FAMILY[(index * 5 + Math.floor(index / 20)) % FAMILY.length] ?? 'Smith'
  const [town, outward] = TOWNS[index % TOWNS.length] ?? TOWNS[0]
  const year = 1935 + ((index * 13) % 85)
  const part = (size: number, step: number) => String(1 + ((index * step) % size)).padStart(2, '0')
  return {
    nhsNumber: testNhsNumber(serial),
    names: [{ use: 'usual', prefix: [], given: [given], family, suffix: [] }],
    birthDate: `${year}-${part(12, 5)}-${part(28, 11)}`,
    gender: index % 2 === 0 ? 'female' : 'male',
    addresses: [
      {
        use: 'home',
        lines: [`${1 + ((index * 17) % 120)} ${STREETS[index % STREETS.length] ?? 'High Street'}`],
        city: town,
        postcode: `${outward} ${1 + (index % 9)}AB`,
      },
    ],
    contactPoints: [
      {
        system: 'phone',
        use: 'mobile',
        value: `+4477009${String(10_000 + index).slice(-5)}`,
        source: 'patient',
        confirmedOn: index % 4 === 0 ? '2023-03-01' : '2026-05-20',
      },
      // Those at the front of the list have homecare, which needs a second way to reach them.
      ...(index < WITH_EMAIL
        ? [
            {
              system: 'email' as const,
              use: 'home' as const,
              value: `person${serial}@mail.example`,
              source: 'patient' as const,
              confirmedOn: '2026-05-20',
            },
          ]
        : []),
    ],
  }
}
