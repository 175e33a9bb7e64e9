export const IMPORT_FORMATS = { csv: 'CSV', json: 'FHIR JSON', ndjson: 'FHIR NDJSON' } as const
export type ImportFormat = keyof typeof IMPORT_FORMATS

export const IMPORT_STATES = { running: 'Not finished', finished: 'Finished', failed: 'Failed' } as const
export type ImportState = keyof typeof IMPORT_STATES

export type ImportMode = 'preview' | 'apply'

/** How many records changed in each field, by the name of the field. */
export type FieldCounts = Readonly<Record<string, number>>

/** What an import did, or in a preview would do, row by row. */
export interface ImportCounts {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly refused: number
  /** Rows that may be people who are already here. */
  readonly held: number
}

export const NO_COUNTS: ImportCounts = { added: 0, changed: 0, unchanged: 0, refused: 0, held: 0 }

export const addCounts = (one: ImportCounts, other: ImportCounts): ImportCounts => ({
  added: one.added + other.added,
  changed: one.changed + other.changed,
  unchanged: one.unchanged + other.unchanged,
  refused: one.refused + other.refused,
  held: one.held + other.held,
})

/** One file that was brought in, or is on its way. */
export interface ImportRun extends ImportCounts {
  readonly runId: string
  readonly kind: string
  readonly mode: ImportMode
  readonly format: ImportFormat
  readonly state: ImportState
  /** Why it failed, in a sentence without values from the file. */
  readonly failure: string | null
  /** Rows dealt with. */
  readonly position: number
  readonly fileBytes: number
  readonly changedFields: FieldCounts
  readonly startedBy: string
  readonly startedAt: Date
  readonly updatedAt: Date
}

/** One row that was not applied: where it stands and why, never what it says. */
export interface ImportProblem {
  readonly line: number
  /** Which row or resource of the file, from 1: in a file without line breaks every line is 1. */
  readonly row: number
  readonly kind: 'refused' | 'held'
  readonly column: string
  readonly reason: string
  /** For a row that was held: the record it may belong to. */
  readonly subjectId?: string | undefined
}

/** As many problems of one row as are kept. */
export const MOST_OF_A_ROW = 64

/** The number a problem is kept under: by row first, so that it is the same whatever batch the row was in. */
export const problemNumber = (row: number, at: number): number => row * MOST_OF_A_ROW + at

/** The row a problem is about; undefined when it was kept before rows were counted. */
export const rowOfProblem = (number: number): number | undefined => Math.floor(number / MOST_OF_A_ROW) || undefined

/** What one batch of rows did. */
export interface ImportStep {
  readonly runId: string
  /** Where the batch began: it is applied only if nothing else has moved the run since. */
  readonly from: number
  readonly rows: number
  readonly counts: ImportCounts
  readonly changedFields: FieldCounts
  readonly problems: readonly ImportProblem[]
}

/** How many more records changed in each field. */
export function addFields(one: FieldCounts, other: FieldCounts): FieldCounts {
  const sum: Record<string, number> = { ...one }
  for (const [field, count] of Object.entries(other)) sum[field] = (sum[field] ?? 0) + count
  return sum
}
