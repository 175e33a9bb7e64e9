import { nhsNumberCheckDigit } from '../../values/nhs-number.ts'

const FAMILIES = ['Smith', 'Khan', 'O’Brien', 'Patel', 'Jones-Williams', 'Nowak', 'García', 'Okafor', 'Begum', 'Taylor']
const GIVENS = ['Amina', 'John', 'Zofia', 'Siân', 'Chidi', 'Mary', 'Mohammed', 'Priya', 'José', 'Ann']

/** The `at`-th valid NHS number of the 999 test range. */
export function* testNhsNumbers(): Generator<string> {
  for (let nine = 999_000_000; nine <= 999_999_999; nine++) {
    const digit = nhsNumberCheckDigit(String(nine))
    if (digit !== undefined && new Set(String(nine)).size > 1) yield `${nine}${digit}`
  }
}

export interface InventedPerson {
  /** Empty once the numbers for tests are used up, after some 900,000 people. */
  readonly nhsNumber: string
  readonly family: string
  readonly given: string
  readonly birthDate: string
  readonly postcode: string
  readonly mobile: string
}

/** Invented people, always the same ones in the same order. */
export function* inventedPeople(): Generator<InventedPerson> {
  const numbers = testNhsNumbers()
  for (let at = 0; ; at++) {
    const nhsNumber = numbers.next().value ?? ''
    const letters = String.fromCharCode(
      97 + (at % 26),
      97 + (Math.floor(at / 26) % 26),
      97 + (Math.floor(at / 676) % 26),
    )
    yield {
      nhsNumber,
      family: `${FAMILIES[at % 10]}${at % 3 === 0 ? letters : ''}`,
      given: `${GIVENS[Math.floor(at / 10) % 10]} ${letters.toUpperCase()[0]}${letters.slice(1)}`,
      birthDate: new Date(Date.UTC(1930, 0, 1) + ((at * 7919) % 32_000) * 86_400_000).toISOString().slice(0, 10),
      postcode: `LS${1 + (at % 20)} ${at % 10}AE`,
      mobile: `07700${String(900_000 + (at % 1000)).padStart(6, '0')}`,
    }
  }
}

/** One of them as UK Core. */
export const asPatient = (person: InventedPerson) => ({
  resourceType: 'Patient',
  ...(person.nhsNumber === ''
    ? {}
    : { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: person.nhsNumber }] }),
  name: [{ use: 'usual', family: person.family, given: person.given.split(' ') }],
  gender: 'female',
  birthDate: person.birthDate,
  telecom: [{ system: 'phone', value: person.mobile, use: 'mobile' }],
  address: [{ use: 'home', line: ['1 High Street'], city: 'Leeds', postalCode: person.postcode }],
})

export const CSV_HEADING = 'NHS number,Forename,Surname,DOB,Sex,Address 1,Town,Postcode,Mobile'
export const asCsv = ({ nhsNumber, given, family, birthDate, postcode, mobile }: InventedPerson): string =>
  `${nhsNumber},${given},${family},${birthDate},F,1 High Street,Leeds,${postcode},${mobile}`
