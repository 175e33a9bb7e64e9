import { words } from '../../values/name-search.ts'
import { hasNhsNumber, type PatientDetails } from '../patient.ts'
import { identifierKey } from '../search-keys.ts'
import type { SentPatient } from './sent-patient.ts'

/** The first rows of a batch that can be decided together. */
export interface IndependentRows {
  readonly count: number
  /** What their people could be recognised by. */
  readonly keys: ReadonlySet<string>
}

/**
 * How many rows from the first one are about people who cannot be each other, nor among `others`, who are being written.
 * The next row is about someone who may be, so it is decided after they are in: the answer does not depend on where a batch
 * happens to end.
 */
export function independentRows(
  rows: readonly (SentPatient | undefined)[],
  others: ReadonlySet<string> = new Set(),
): IndependentRows {
  const keys = new Set<string>()
  for (const [count, row] of rows.entries()) {
    const own = row ? keysOf(row) : []
    if (own.some((key) => keys.has(key) || others.has(key))) return { count, keys }
    for (const key of own) keys.add(key)
  }
  return { count: rows.length, keys }
}

/** What someone could be recognised by: the numbers, and name with birth date. */
export const keysOf = ({
  nhsNumber,
  identifiers,
  names,
  birthDate,
}: Pick<PatientDetails, 'identifiers' | 'names'> & {
  readonly nhsNumber?: PatientDetails['nhsNumber']
  readonly birthDate?: string | undefined
}): string[] => [
  ...(nhsNumber && hasNhsNumber(nhsNumber) ? [`number ${nhsNumber.number}`] : []),
  ...identifiers.map((each) => `identifier ${identifierKey(each)}`),
  ...(birthDate === undefined
    ? []
    : names.map((name) => `name ${birthDate} ${words(name.family).join(' ')} ${words(name.given[0] ?? '')[0] ?? ''}`)),
]
