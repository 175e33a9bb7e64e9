import type { PatientDetails } from './patient.ts'

export interface Changes {
  readonly old: Partial<PatientDetails>
  readonly new: Partial<PatientDetails>
}

/** What differs between two states of a record, old and new, for the audit trail; undefined when nothing does. */
export function changesBetween(before: PatientDetails, after: PatientDetails): Changes | undefined {
  const fields = (Object.keys(after) as (keyof PatientDetails)[]).filter(
    (field) => !isSame(before[field], after[field]),
  )
  if (fields.length === 0) return undefined
  const pick = (details: PatientDetails): Partial<PatientDetails> =>
    Object.fromEntries(fields.map((field) => [field, details[field]]))
  return { old: pick(before), new: pick(after) }
}

/** Whether the database would give back the same: no undefined parts, no entry numbers, which a writer from outside does not know. */
export const isSame = (one: unknown, other: unknown): boolean => plain(one) === plain(other)

const plain = (value: unknown): string | undefined =>
  JSON.stringify(value, (key, part: unknown) => {
    if (key === 'entryId') return undefined
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
