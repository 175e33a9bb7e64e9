import type { CivilDate } from '../values/civil-date.ts'
import { emailKey } from '../values/email-address.ts'
import { nameQueryKeys } from '../values/name-search.ts'
import { parseNhsNumber } from '../values/nhs-number.ts'
import { postcodeQueryPrefix } from '../values/postcode.ts'
import { parseTelephoneNumber } from '../values/telephone-number.ts'
import { parseDateText } from '../values/typed-date.ts'
import { identifierKey } from './search-keys.ts'
import type { LocalIdentifier } from './patient.ts'

/** What to look for. Every part that is given must hold. */
export interface PatientSearch {
  readonly nhsNumber?: string | undefined
  /** From `nameQueryKeys`: one alternative must fit, with each of its prefixes. */
  readonly names?: readonly (readonly string[])[] | undefined
  /** First and last day, the same for one birth date. */
  readonly born?: { readonly from: CivilDate; readonly to: CivilDate } | undefined
  readonly postcode?: string | undefined
  /** One exact key: a telephone number, an e-mail address or another identifier. */
  readonly exact?: { readonly kind: 'telephone' | 'email' | 'identifier'; readonly key: string } | undefined
}

export type SearchProblem = 'nothing' | 'too-little' | 'not-an-nhs-number'
export type ReadSearch = { readonly search: PatientSearch } | { readonly problem: SearchProblem }

/** The separate boxes of the advanced form, or a machine's parameters. */
export interface SearchParts {
  readonly nhsNumber?: string | undefined
  readonly name?: string | undefined
  readonly born?: CivilDate | undefined
  readonly postcode?: string | undefined
  readonly telephone?: string | undefined
  readonly email?: string | undefined
  readonly identifier?: LocalIdentifier | undefined
}

const YEAR = /(?<![\d/.-])((?:18|19|20)\d{2})(?![\d/.-])/
const DATES = [
  /(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?!\d)/,
  /(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}(?!\d)/,
  /(?<!\d)\d{1,2}(?:st|nd|rd|th)?[\s-]+[a-z]{3,9}\.?[\s,-]+\d{4}(?!\d)/i,
  /(?<!\d)\d{8}(?!\d)/,
]
const WITH_POSTCODE =
  /(?<![\p{L}\p{N}])([a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}|[a-z]{1,2}\d[a-z\d]?\s+\d|[a-z]{1,2}\d{1,2}[a-z]?)(?![\p{L}\p{N}])/iu

/**
 * One box, in any order: "smith 12/3/1961", "SMI AM", "999 000 0018", "khan LS1 6AE", "khan 1961", "07700 900982".
 * Text that is nothing else is a name.
 */
export function readSearchText(text: string): ReadSearch {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return { problem: 'nothing' }
  if (/^[\d\s.-]{10,}$/.test(typed) && typed.replace(/\D/g, '').length === 10 && !/^0\d/.test(typed)) {
    const nhsNumber = parseNhsNumber(typed)
    return nhsNumber === undefined ? { problem: 'not-an-nhs-number' } : { search: { nhsNumber } }
  }
  if (typed.includes('@') && !/\s/.test(typed)) return { search: { exact: { kind: 'email', key: emailKey(typed) } } }

  const { born, rest: withoutDate } = takeBorn(typed)
  const { postcode, rest } = takePostcode(withoutDate)
  const telephone = /^[+\d][\d\s().-]{8,}$/.test(rest) ? parseTelephoneNumber(rest) : undefined
  if (telephone !== undefined) return { search: { exact: { kind: 'telephone', key: telephone }, born } }
  const nhsNumber = parseNhsNumber(rest)
  if (nhsNumber !== undefined) return { search: { nhsNumber, born } }
  return enough({ names: namesOf(rest), born, postcode }, rest)
}

/** The separate boxes together. */
export function readSearchParts(parts: SearchParts): ReadSearch {
  const { name = '', born, telephone, email, identifier } = parts
  const nhsNumber = parts.nhsNumber === undefined ? undefined : parseNhsNumber(parts.nhsNumber)
  if (parts.nhsNumber !== undefined && nhsNumber === undefined) return { problem: 'not-an-nhs-number' }
  const number = telephone === undefined ? undefined : parseTelephoneNumber(telephone)
  const exact = identifier
    ? ({ kind: 'identifier', key: identifierKey(identifier) } as const)
    : email !== undefined
      ? ({ kind: 'email', key: emailKey(email) } as const)
      : number !== undefined
        ? ({ kind: 'telephone', key: number } as const)
        : undefined
  const postcode = parts.postcode === undefined ? undefined : postcodeQueryPrefix(parts.postcode)
  if (parts.postcode !== undefined && postcode === undefined) return { problem: 'too-little' }
  return enough(
    {
      nhsNumber,
      exact,
      names: namesOf(name),
      born: born === undefined ? undefined : { from: born, to: born },
      postcode,
    },
    name,
  )
}

function enough(search: PatientSearch, name: string): ReadSearch {
  const given = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))
  if (name.trim() !== '' && search.names === undefined) return { problem: 'too-little' }
  const { born } = search
  const onlyYear = born !== undefined && born.from !== born.to && Object.keys(given).length === 1
  if (Object.keys(given).length === 0) return { problem: 'nothing' }
  return onlyYear ? { problem: 'too-little' } : { search: given }
}

function takeBorn(text: string): { born: PatientSearch['born']; rest: string } {
  for (const pattern of DATES) {
    const match = pattern.exec(text)
    const date = match ? parseDateText(match[0].replace(/\s*([/.-])\s*/g, '$1')) : undefined
    if (match !== null && date !== undefined) return { born: { from: date, to: date }, rest: without(text, match) }
  }
  const year = YEAR.exec(text)
  if (!year || text.replace(/\D/g, '').length !== 4) return { born: undefined, rest: text }
  return { born: { from: `${year[1]}-01-01`, to: `${year[1]}-12-31` }, rest: without(text, year) }
}

function takePostcode(text: string): { postcode: string | undefined; rest: string } {
  const match = WITH_POSTCODE.exec(text)
  const postcode = match && postcodeQueryPrefix(match[0])
  return match && postcode ? { postcode, rest: without(text, match) } : { postcode: undefined, rest: text }
}

const without = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.replace(/^[\s,]+|[\s,]+$/g, '')

const namesOf = (text: string): string[][] | undefined => {
  const keys = nameQueryKeys(text)
  return keys.length > 0 ? keys : undefined
}
