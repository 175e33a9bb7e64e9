import type { Criteria, SearchParameter, Text } from '../../fhir/search-parameters.ts'
import { COMMON_PARAMETERS, dateParameter, stringParameter, tokenParameter } from '../../fhir/search-parameters.ts'
import type { Token } from '../../fhir/search-values.ts'
import { parseNhsNumber } from '../../values/nhs-number.ts'
import { words } from '../../values/name-search.ts'
import type { IdentifierWanted, NameWanted, RecordSearch } from '../record-search.ts'
import { NHS_NUMBER_SYSTEM } from './systems.ts'

function nameParameter(says: string): SearchParameter<Text> {
  const parameter = stringParameter(says)
  return {
    ...parameter,
    understand: (text, modifier) =>
      words(text).length === 0 ? { problem: 'Use at least one letter.' } : parameter.understand(text, modifier),
  }
}

/** What patients can be found by. */
export const PATIENT_PARAMETERS = {
  ...COMMON_PARAMETERS,
  identifier: {
    ...tokenParameter('NHS number, or another identifier with its system.'),
    understand(text: string) {
      const understood = tokenParameter('').understand(text, undefined)
      if ('problem' in understood) return understood
      const { system, code } = understood.value
      // A number alone can only be an NHS number: other identifiers mean nothing without their system.
      if (system === undefined && parseNhsNumber(code) === undefined) {
        return { problem: 'Say which system the identifier is from: system|value.' }
      }
      return understood
    },
  },
  name: nameParameter('Any part of any name, from the start of a word.'),
  family: nameParameter('Any family name the person has had, from its start.'),
  given: nameParameter('Any given name the person has had, from its start.'),
  birthdate: dateParameter('Birth date, or a month or year. Prefixes: eq, lt, gt, ge, le.'),
}
export type PatientCriteria = Criteria<typeof PATIENT_PARAMETERS>

/** What a search asks for, in the words of the record. */
export function recordSearch(criteria: PatientCriteria): RecordSearch {
  const { _id, _lastUpdated, identifier, name, family, given, birthdate } = criteria
  const names = [
    ...(family ?? []).map((any) => any.map((text) => nameWanted('family', text))),
    ...(given ?? []).map((any) => any.map((text) => nameWanted('given', text))),
    ...(name ?? []).map((any) => any.map((text) => nameWanted('either', text))),
  ]
  return {
    ids: _id?.map((any) => any.map(({ code }) => code)),
    identifiers: identifier?.map((any) => any.map(identifierWanted)),
    names: some(names),
    born: birthdate,
    updated: _lastUpdated,
  }
}

const identifierWanted = ({ system, code }: Token): IdentifierWanted =>
  system === undefined || system === NHS_NUMBER_SYSTEM
    ? { nhsNumber: parseNhsNumber(code) ?? code }
    : { system, value: code }

const some = <Item>(list: readonly Item[] | undefined): readonly Item[] | undefined =>
  list === undefined || list.length === 0 ? undefined : list

/** A family or given name of several words is one beginning; in `name`, each word may stand anywhere. */
function nameWanted(kind: NameWanted['kind'], { text, isExact }: Text): NameWanted {
  const typed = words(text)
  const prefixes = kind === 'either' ? typed.toSorted((a, b) => b.length - a.length) : [typed.join(' ')]
  return { kind, prefixes, ...(isExact ? { exact: text } : {}) }
}
