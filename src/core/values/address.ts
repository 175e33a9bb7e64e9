import { addDays, type CivilDate, formatDate } from './civil-date.ts'
import { NO_FIXED_ABODE, parsePostcode, postcodeKind } from './postcode.ts'
import { isStorableText } from './storable-text.ts'
import { count, enter, must } from './problem-wording.ts'

export const ADDRESS_USES = {
  home: 'Home address',
  delivery: 'Delivery address',
  temp: 'Temporary address',
  billing: 'Billing address',
  old: 'Previous address',
} as const

export type AddressUse = keyof typeof ADDRESS_USES

export type Address = {
  use: AddressUse
  /** One to five lines, town and postcode apart. */
  lines: readonly string[]
  city?: string | undefined
  district?: string | undefined
  county?: string | undefined
  /** As `parsePostcode` gives it. */
  postcode?: string | undefined
  /** ISO 3166 alpha-2. The United Kingdom when left out. */
  country?: string | undefined
  start?: CivilDate | undefined
  end?: CivilDate | undefined
}

export type AddressField = 'lines' | 'city' | 'district' | 'county' | 'postcode' | 'country' | 'start' | 'end'
export type AddressProblem = { field: AddressField; text: string }

const MOST_LINES = 5
const LONGEST_LINE = 100
/** Crown dependencies have their own country codes and UK postcodes. */
const WITH_UK_POSTCODES = ['GB', 'UK', 'JE', 'GG', 'IM']

/** PDS keeps a temporary address for at most this long. `verified: false`: taken from integration guidance. */
export const TEMPORARY_ADDRESS = { mostDays: 90, usualDays: 30, verified: false } as const

/** Everything wrong with an address as typed, one problem for each field at most. */
export function addressProblems(address: Address): AddressProblem[] {
  const problems = [...wherePlaced(address), ...textProblems(address), ...periodProblems(address)]
  return problems.filter(({ field }, index) => problems.findIndex((other) => other.field === field) === index)
}

/** The lines of an envelope, without blanks or repeats: street, town, county, postcode and, abroad, the country. */
export function addressLines(address: Address): string[] {
  const { lines, district, city, county, postcode, country } = address
  if (postcode === NO_FIXED_ABODE) return [...lines.map((line) => line.trim()).filter(Boolean), 'No fixed abode']
  const abroad = country === undefined || isBritish(country) ? '' : countryName(country)
  const all = [...lines, district, city, county, postcode, abroad].map((line) => (line ?? '').trim()).filter(Boolean)
  return all.filter((line, index) => all.findIndex((other) => other.toLowerCase() === line.toLowerCase()) === index)
}

/** The address on one line. */
export const addressText = (address: Address): string => addressLines(address).join(', ')

/**
 * Where something for a person should go on a day: a delivery to the delivery address, else to where they are staying,
 * else home. Undefined when nothing is in use, or when there is no fixed abode to send to.
 */
export function addressFor(
  addresses: readonly Address[],
  purpose: 'home' | 'post' | 'delivery',
  on: CivilDate,
): Address | undefined {
  const order: Record<typeof purpose, readonly AddressUse[]> = {
    home: ['home'],
    post: ['temp', 'home'],
    delivery: ['delivery', 'temp', 'home'],
  }
  const inUse = addresses.filter(({ start, end }) => (start ?? on) <= on && on <= (end ?? on))
  const found = order[purpose].map((use) => inUse.find((address) => address.use === use)).find(Boolean)
  return purpose !== 'home' && found?.postcode === NO_FIXED_ABODE ? undefined : found
}

function wherePlaced({ lines, postcode, country }: Address): AddressProblem[] {
  const problems: AddressProblem[] = []
  const code = parsePostcode(postcode ?? '')
  const placeless = code !== undefined && ['no-fixed-abode', 'pseudo'].includes(postcodeKind(code))
  if (!placeless && lines.every((line) => line.trim() === ''))
    problems.push({ field: 'lines', text: enter('First line of the address') })
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) {
    problems.push({ field: 'country', text: must('Country', 'be chosen from the list') })
  } else if (country === undefined || isBritish(country)) {
    if ((postcode ?? '').trim() === '') problems.push({ field: 'postcode', text: enter('Postcode') })
    else if (code === undefined) {
      problems.push({ field: 'postcode', text: must('Postcode', 'be a full UK postcode, like SW1A 1AA') })
    }
  }
  return problems
}

function textProblems(address: Address): AddressProblem[] {
  const problems: AddressProblem[] = []
  if (address.lines.length > MOST_LINES) {
    problems.push({
      field: 'lines',
      text: must('Address', `have ${MOST_LINES} lines or fewer, as well as town and postcode`),
    })
  }
  const texts: [AddressField, string, string][] = [
    ...address.lines.map((line, index): [AddressField, string, string] => ['lines', `Address line ${index + 1}`, line]),
    ['district', 'District', address.district ?? ''],
    ['city', 'Town or city', address.city ?? ''],
    ['county', 'County', address.county ?? ''],
    ['postcode', 'Postcode', address.postcode ?? ''],
  ]
  for (const [field, label, text] of texts) {
    if ([...text].length > LONGEST_LINE) {
      problems.push({ field, text: must(label, `be ${count(LONGEST_LINE, 'character')} or fewer`) })
    } else if (!isStorableText(text) || /[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069<>]/u.test(text)) {
      problems.push({ field, text: must(label, 'not include < or > or hidden characters') })
    }
  }
  return problems
}

function periodProblems({ use, start, end }: Address): AddressProblem[] {
  if (use === 'temp') {
    if (start === undefined) return [{ field: 'start', text: enter('First day at the temporary address') }]
    if (end === undefined) return [{ field: 'end', text: enter('Last day at the temporary address') }]
    const latest = addDays(start, TEMPORARY_ADDRESS.mostDays)
    if (end > latest) {
      return [
        {
          field: 'end',
          text: must('Last day at the temporary address', `be the same as or before ${formatDate(latest)}`),
        },
      ]
    }
  }
  if (start !== undefined && end !== undefined && end < start) {
    return [{ field: 'end', text: must('Last day at the address', `be the same as or after ${formatDate(start)}`) }]
  }
  return []
}

const isBritish = (country: string): boolean => WITH_UK_POSTCODES.includes(country)

const COUNTRY_NAMES = new Intl.DisplayNames('en-GB', { type: 'region' })

const countryName = (country: string): string =>
  /^[A-Z]{2}$/.test(country) ? (COUNTRY_NAMES.of(country) ?? country) : country
