import { emailKey } from '../values/email-address.ts'
import { namePairKeys, nameSearchKeys, words } from '../values/name-search.ts'
import type { HumanName } from '../values/person-name.ts'
import { postcodeSearchKey } from '../values/postcode.ts'
import type { LocalIdentifier, PatientDetails } from './patient.ts'

export const SEARCH_KEY_KINDS = [
  'family',
  'given',
  'pair',
  'postcode',
  'place',
  'telephone',
  'email',
  'identifier',
] as const
export type SearchKeyKind = (typeof SEARCH_KEY_KINDS)[number]
export type SearchKey = { readonly kind: SearchKeyKind; readonly key: string }

/**
 * The keys a record is found by. Names of every period count. A sensitive record has no key that leads from a place or a
 * number to the person: nobody can learn where they live by trying.
 */
export function searchKeysOf(
  patient: Pick<PatientDetails, 'names' | 'addresses' | 'contactPoints' | 'identifiers'>,
  sensitive: boolean,
): SearchKey[] {
  const found = new Map<string, SearchKey>()
  const add = (kind: SearchKeyKind, key: string): void => {
    if (key !== '') found.set(`${kind}|${key}`, { kind, key })
  }
  const names = patient.names.flatMap(nameKeys)
  for (const { kind, key } of names) add(kind, key)
  for (const key of namePairKeys(patient.names)) add('pair', key)
  for (const identifier of patient.identifiers) add('identifier', identifierKey(identifier))
  if (!sensitive) {
    const postcodes = patient.addresses.flatMap(({ postcode }) => (postcode ? [postcodeSearchKey(postcode)] : []))
    for (const postcode of postcodes) {
      add('postcode', postcode)
      for (const key of placeKeys(postcode, names)) add('place', key)
    }
    for (const { system, value } of patient.contactPoints) {
      if (system === 'email') add('email', emailKey(value))
      else add('telephone', value)
    }
  }
  return [...found.values()]
}

/** Keys that begin with a word of the family name come first in lists: that is how people are called. */
function nameKeys(name: HumanName): SearchKey[] {
  const family = words(name.family)
  const familyWords = new Set([
    ...family,
    family.join(''),
    ...family.slice(1).map((word, at) => `${family[at]}${word}`),
  ])
  return nameSearchKeys(name).map((key) => ({
    kind: familyWords.has(key.split(' ')[0] ?? '') ? 'family' : 'given',
    key,
  }))
}

const LONGEST_PLACE = 300

/** One key for each word of the names, which all the others follow: who has several words is looked for in one key. */
function placeKeys(postcode: string, names: readonly SearchKey[]): string[] {
  const words = [...new Set(names.map(({ key }) => key.split(' ')[0] ?? ''))]
  return words.map((word) =>
    [postcode, word, ...words.filter((other) => other !== word)].join(' ').slice(0, LONGEST_PLACE).trimEnd(),
  )
}

/** "system|value", as FHIR writes an identifier in a search. */
export const identifierKey = ({ system, value }: LocalIdentifier): string => `${system}|${value.trim().toUpperCase()}`

/** System of an NHS number that gave way to another in a merge: the person is still found by it. */
export const SUPERSEDED_NHS_NUMBER = 'urn:troth:superseded-nhs-number'
