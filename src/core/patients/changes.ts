import { isDeepStrictEqual } from 'node:util'
import type { PatientDetails } from './patient.ts'

export interface Changes {
  readonly old: Partial<PatientDetails>
  readonly new: Partial<PatientDetails>
}

/** What differs between two states of a record, old and new, for the audit trail; undefined when nothing does. */
export function changesBetween(before: PatientDetails, after: PatientDetails): Changes | undefined {
  const fields = (Object.keys(after) as (keyof PatientDetails)[]).filter(
    (field) => !isDeepStrictEqual(plain(before[field]), plain(after[field])),
  )
  if (fields.length === 0) return undefined
  const pick = (details: PatientDetails): Partial<PatientDetails> =>
    Object.fromEntries(fields.map((field) => [field, details[field]]))
  return { old: pick(before), new: pick(after) }
}

/** As the database would give it back: no undefined parts, no entry numbers, which a writer from outside does not know. */
const plain = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : (JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'entryId' ? undefined : part))) as unknown)
