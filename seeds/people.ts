import { nhsNumberCheckDigit } from '../src/core/values/nhs-number.ts'
import { RIVERSIDE_NUMBERS } from './organisations.ts'
import type { NewPatient, NhsNumberHeld } from '../src/core/patients/index.ts'

/** A made-up NHS number from the test range: 999 and six digits, with its check digit. */
export function testNhsNumber(six: number): NhsNumberHeld {
  // One in eleven has no check digit and is not a number: take the next.
  for (let serial = six; ; serial += 1) {
    const nine = `999${String(serial).padStart(6, '0')}`
    const check = nhsNumberCheckDigit(nine)
    if (check !== undefined) return { number: `${nine}${check}`, status: '01' }
  }
}

type Person = Pick<NewPatient, 'names' | 'gender'> & Partial<NewPatient>

const named = (prefix: string, given: string, family: string): NewPatient['names'] => [
  { use: 'usual', prefix: prefix ? [prefix] : [], given: given.split(' '), family, suffix: [] },
]
const home = (line: string, city: string, postcode: string): NonNullable<NewPatient['addresses']>[number] => ({
  use: 'home',
  lines: [line],
  city,
  postcode,
})
const mobile = (value: string, confirmedOn: string): NonNullable<NewPatient['contactPoints']>[number] => ({
  system: 'phone',
  use: 'mobile',
  value,
  source: 'patient',
  confirmedOn,
})
const email = (value: string, confirmedOn: string): NonNullable<NewPatient['contactPoints']>[number] => ({
  system: 'email',
  use: 'home',
  value,
  source: 'patient',
  confirmedOn,
})

/** The people of the stories: each shows something the record has to get right. Everyone is made up. */
export const PEOPLE = {
  /** An ordinary record, complete and confirmed. */
  amina: {
    nhsNumber: testNhsNumber(1),
    identifiers: [{ system: RIVERSIDE_NUMBERS, value: 'R104418' }],
    names: named('Mrs', 'Amina', 'Khan'),
    birthDate: '1961-03-12',
    gender: 'female',
    addresses: [home('14 Weir Lane', 'Riverside', 'M4 1AA')],
    contactPoints: [mobile('+447700900101', '2026-09-14'), email('amina.khan@mail.example', '2026-09-14')],
    generalPractice: 'Z99001',
  },
  /** Accents, a hyphen, a name before marriage, an interpreter and large print. */
  zoe: {
    nhsNumber: testNhsNumber(2),
    names: [
      {
        use: 'usual',
        prefix: ['Ms'],
        given: ['Zoë', 'Élise'],
        family: 'Lefèvre-O’Neill',
        suffix: [],
        start: '2009-06-20',
      },
      { use: 'maiden', prefix: ['Miss'], given: ['Zoë', 'Élise'], family: 'Lefèvre', suffix: [], end: '2009-06-19' },
    ],
    birthDate: '1978-11-30',
    gender: 'female',
    addresses: [home('Flat 3, 9 Quay Street', 'Riverside', 'M3 3BB')],
    contactPoints: [mobile('+447700900102', '2026-02-01')],
    communication: {
      language: 'fr',
      interpreterRequired: true,
      accessibleNeeds: ['large-print-20'],
      needsAskedOn: '2026-02-01',
      preferredChannel: 'letter',
    },
  },
  /** Three addresses: medicines go to work, and a month is spent elsewhere. The telephone number has not been confirmed for years. */
  george: {
    nhsNumber: testNhsNumber(3),
    names: named('Mr', 'George', 'Adeyemi'),
    birthDate: '1949-01-05',
    gender: 'male',
    addresses: [
      home('2 Orchard Close', 'Riverside', 'M6 7BB'),
      { use: 'delivery', lines: ['Day centre', '40 Mill Road'], city: 'Riverside', postcode: 'M6 8DD' },
      {
        use: 'temp',
        lines: ['c/o Grant', '7 Harbour View'],
        city: 'Whitby',
        postcode: 'YO21 1EE',
        start: '2026-11-16',
        end: '2026-12-18',
      },
    ],
    contactPoints: [{ ...mobile('+447700900103', '2022-05-03'), source: 'staff' }],
    communication: {
      language: 'en',
      interpreterRequired: false,
      accessibleNeeds: ['hearing-aid', 'contact-letter'],
      needsAskedOn: '2025-12-10',
      preferredChannel: 'letter',
    },
  },
  /** Deaf: British Sign Language, text only. */
  liam: {
    nhsNumber: testNhsNumber(4),
    names: named('Mr', 'Liam', 'Brennan'),
    birthDate: '1990-07-22',
    gender: 'male',
    addresses: [home('88 Canal Walk', 'Riverside', 'M1 2FF')],
    contactPoints: [mobile('+447700900104', '2026-10-02'), email('liam.brennan@mail.example', '2026-10-02')],
    communication: {
      language: 'bfi',
      interpreterRequired: true,
      accessibleNeeds: ['bsl-interpreter', 'contact-text', 'no-telephone'],
      needsAskedOn: '2026-10-02',
      preferredChannel: 'text-message',
    },
  },
  /** Gender differs from the sex registered at birth; both are on record, and each is used only where it is needed. */
  sam: {
    nhsNumber: testNhsNumber(5),
    names: [
      { use: 'usual', prefix: ['Mx'], given: ['Sam'], family: 'Taylor', suffix: [] },
      { use: 'old', prefix: [], given: ['Samantha'], family: 'Taylor', suffix: [], end: '2020-03-31' },
    ],
    birthDate: '1996-04-18',
    gender: 'other',
    birthSex: 'F',
    genderIdentity: '3',
    sameAsAtBirth: 'N',
    addresses: [home('31 Tanner Street', 'Riverside', 'M15 5GG')],
    contactPoints: [email('sam.taylor@mail.example', '2026-06-30')],
  },
  /** No NHS number, and the reason for it. */
  yusuf: {
    nhsNumber: { absence: 'overseas-visitor' },
    names: named('Mr', 'Yusuf', 'Demir'),
    birthDate: '1985-09-09',
    gender: 'male',
    addresses: [home('Room 12, 3 Station Approach', 'Riverside', 'M60 1HH')],
    contactPoints: [mobile('+447700900106', '2026-11-01')],
    communication: {
      language: 'tr',
      interpreterRequired: true,
      accessibleNeeds: [],
      needsAskedOn: '2026-11-01',
      preferredChannel: 'telephone',
    },
  },
  /** Born last week: no NHS number yet. */
  baby: {
    nhsNumber: { absence: 'newborn' },
    names: named('', 'Baby', 'Okafor'),
    birthDate: '2026-11-16',
    gender: 'female',
    addresses: [home('5 Alder Grove', 'Riverside', 'M20 3JJ')],
  },
  /** Nobody may learn where she lives. */
  jane: {
    nhsNumber: testNhsNumber(8),
    names: named('Ms', 'Jane', 'Whitlock'),
    birthDate: '1988-02-14',
    gender: 'female',
    addresses: [home('1 Hidden Place', 'Riverside', 'M9 9GG')],
    contactPoints: [mobile('+447700900108', '2026-08-20')],
  },
  /** Died; kept, and never written to. */
  arthur: {
    nhsNumber: testNhsNumber(9),
    names: named('Mr', 'Arthur', 'Pemberton'),
    birthDate: '1934-05-02',
    gender: 'male',
    addresses: [home('17 Abbey Road', 'Riverside', 'M5 4LL')],
  },
  /** The same woman twice, to be merged and, if that was wrong, unmerged. */
  doris: {
    nhsNumber: testNhsNumber(10),
    names: named('Mrs', 'Doris', 'Appleby'),
    birthDate: '1942-10-27',
    gender: 'female',
    addresses: [home('60 Fern Bank', 'Riverside', 'M7 6HH')],
    contactPoints: [{ ...mobile('+447700900110', '2026-01-15'), use: 'home' }],
  },
  dorisAgain: {
    nhsNumber: { absence: 'not-known' },
    names: named('Mrs', 'Dorris', 'Appleby'),
    birthDate: '1942-10-27',
    gender: 'female',
    addresses: [home('60 Fern Bank', 'Riverside', 'M7 6HH')],
  },
  /** A child: a parent speaks for him. */
  noah: {
    nhsNumber: testNhsNumber(12),
    names: named('', 'Noah', 'Mensah'),
    birthDate: '2017-08-03',
    gender: 'male',
    addresses: [home('23 Brook Street', 'Riverside', 'M8 5NN')],
  },
} as const satisfies Record<string, Person & { nhsNumber: NhsNumberHeld }>
