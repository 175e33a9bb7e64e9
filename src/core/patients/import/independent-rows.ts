import { words } from '../../values/name-search.ts'
import { identifierKey } from '../search-keys.ts'
import type { SentPatient } from './sent-patient.ts'

/**
 * How many rows from the first one are about people who cannot be each other. The next row is about someone who is among
 * them, so it is decided after they are in: the answer does not depend on where a batch happens to end.
 */
export function independentRows(rows: readonly (SentPatient | undefined)[]): number {
  const seen = new Set<string>()
  for (const [at, row] of rows.entries()) {
    const keys = row ? keysOf(row) : []
    if (keys.some((key) => seen.has(key))) return at
    for (const key of keys) seen.add(key)
  }
  return rows.length
}

const keysOf = ({ nhsNumber, identifiers, names, birthDate }: SentPatient): string[] => [
  ...(nhsNumber ? [`number ${nhsNumber.number}`] : []),
  ...identifiers.map((each) => `identifier ${identifierKey(each)}`),
  ...(birthDate === undefined
    ? []
    : names.map((name) => `name ${birthDate} ${words(name.family).join(' ')} ${words(name.given[0] ?? '')[0] ?? ''}`)),
]
