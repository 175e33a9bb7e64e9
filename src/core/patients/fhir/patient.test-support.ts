import fc from 'fast-check'
import { ALL_NEEDS } from '../../values/accessible-needs.ts'
import type { Address } from '../../values/address.ts'
import { addDays } from '../../values/civil-date.ts'
import { GENDER_IDENTITIES, SAME_AS_AT_BIRTH } from '../../values/gender.ts'
import { nhsNumberCheckDigit, parseNhsNumber } from '../../values/nhs-number.ts'
import { NHS_NUMBER_ABSENCES } from '../../values/nhs-number-status.ts'
import { NAME_USES, type HumanName } from '../../values/person-name.ts'
import { BIRTH_SEXES } from '../../values/sex.ts'
import {
  CONTACT_SOURCES,
  CONTACT_USES,
  DEATH_NOTICES,
  DEATH_SOURCES,
  keepEntries,
  PREFERRED_CHANNELS,
  type ContactPoint,
  type Patient,
  type PatientDetails,
} from '../patient.ts'

const keyOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) =>
  fc.constantFrom(...(Object.keys(record) as Key[]))
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const word = fc.stringMatching(/^[A-Z][a-zéïłø'-]{1,12}$/)
const day = fc
  .integer({ min: 0, max: 30_000 })
  .map((days) => addDays('1930-01-01', days))
  .filter((date) => date < '2026-11-01')
const optionals = <Entry extends object>(entry: fc.Arbitrary<Entry>): fc.Arbitrary<Entry> =>
  entry.map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)) as Entry)

const testNumber = fc
  .integer({ min: 999_000_000, max: 999_999_999 })
  .map((nine) => `${nine}${nhsNumberCheckDigit(String(nine)) ?? ''}`)
  .filter((number) => parseNhsNumber(number) !== undefined)

const name: fc.Arbitrary<HumanName> = optionals(
  fc.record({
    use: keyOf(NAME_USES),
    prefix: fc.array(word, { maxLength: 1 }),
    given: fc.array(word, { maxLength: 3 }),
    family: word,
    suffix: fc.array(word, { maxLength: 1 }),
    start: maybe(fc.constant('2001-02-03')),
    end: maybe(fc.constant('2020-02-29')),
  }),
)

const address: fc.Arbitrary<Address> = optionals(
  fc.record({
    use: fc.constantFrom('home', 'delivery', 'billing', 'old'),
    lines: fc.array(word, { minLength: 1, maxLength: 5 }),
    city: maybe(word),
    district: maybe(word),
    county: maybe(word),
    postcode: fc.constantFrom('SW1A 1AA', 'LS1 6AE', 'M1 1AE'),
    country: maybe(fc.constant('GB')),
    start: maybe(fc.constant('2001-02-03')),
    end: maybe(fc.constant('2020-02-29')),
  }),
)

const contactPoint: fc.Arbitrary<ContactPoint> = fc
  .constantFrom(['phone', '+447700900982'], ['textphone', '+441632960587'], ['email', 'amina@example.com'])
  .chain(([system, value]) =>
    optionals(
      fc.record({
        system: fc.constant(system as ContactPoint['system']),
        use: keyOf(CONTACT_USES),
        value: fc.constant(value!),
        source: keyOf(CONTACT_SOURCES),
        confirmedOn: maybe(day),
        start: maybe(fc.constant('2001-02-03')),
      }),
    ),
  )

/** Any record that can stand. */
export const anyDetails: fc.Arbitrary<PatientDetails> = fc.record({
  nhsNumber: fc.oneof(
    fc.record({ number: testNumber, status: fc.constantFrom('01', '02', '04') }),
    fc.record({ absence: keyOf(NHS_NUMBER_ABSENCES) }),
  ),
  identifiers: fc.array(fc.record({ system: fc.constant('https://example.nhs.uk/hospital-number'), value: word }), {
    maxLength: 2,
  }),
  names: fc.array(name, { minLength: 1, maxLength: 3 }),
  birthDate: maybe(fc.constant('1930-01-01')),
  gender: fc.constantFrom('female', 'male', 'other', 'unknown'),
  birthSex: maybe(keyOf(BIRTH_SEXES)),
  genderIdentity: maybe(keyOf(GENDER_IDENTITIES)),
  sameAsAtBirth: maybe(keyOf(SAME_AS_AT_BIRTH)),
  death: maybe(fc.record({ on: maybe(day), notice: keyOf(DEATH_NOTICES), source: keyOf(DEATH_SOURCES) })),
  addresses: fc.array(address, { maxLength: 3 }),
  contactPoints: fc.array(contactPoint, { maxLength: 3 }),
  communication: fc.record({
    language: maybe(fc.constantFrom('en', 'pa', 'bfi', 'pt-BR')),
    interpreterRequired: fc.boolean(),
    accessibleNeeds: fc.uniqueArray(fc.constantFrom(...ALL_NEEDS), { maxLength: 4 }),
    needsAskedOn: maybe(day),
    preferredChannel: maybe(keyOf(PREFERRED_CHANNELS)),
  }),
  generalPractice: maybe(fc.constantFrom('Y12345', 'B86001')),
})

/** The record as a reader with every right sees it. */
export const asRecord = (details: PatientDetails, over: Partial<Patient> = {}): Patient => ({
  ...details,
  patientId: '0192d9a0-0000-7000-8000-00000000000a',
  names: keepEntries(details.names),
  addresses: keepEntries(details.addresses),
  contactPoints: keepEntries(details.contactPoints),
  allergyStatus: 'not-yet-asked',
  sensitive: false,
  contactHidden: false,
  mergedInto: undefined,
  version: 3,
  registeredAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-11-20T09:30:00.123Z'),
  ...over,
})
