import type { ImportCounts, ImportFormat, ImportMode, ImportRun } from '../../imports/import-run.ts'

/** How a file is to be brought in. */
export interface ImportOptions {
  readonly path: string
  readonly mode: ImportMode
  readonly format?: ImportFormat | 'auto' | undefined
  /** CSV: what a column means, by heading; `-` leaves it out. */
  readonly mapping?: Readonly<Record<string, string>> | undefined
  /** CSV: whose numbers the column with another identifier holds: `https://riverside.example/hospital-number`. */
  readonly identifierSystem?: string | undefined
  /** FHIR: elements to leave aside, such as `photo` or `extension(https://…)`. */
  readonly ignore?: readonly string[] | undefined
  /** Adds people whose name and birth date are already here, instead of holding them back. */
  readonly addAlike?: boolean | undefined
  /** Brings in a file that was brought in before. */
  readonly again?: boolean | undefined
  /** Where the list of rows to look at is written, when there are any. Its name holds no patient data. */
  readonly reportFolder: string
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
}

export interface ImportProgress {
  readonly rows: number
  readonly bytes: number
  readonly totalBytes: number
  readonly counts: ImportCounts
}

export interface ImportOutcome {
  readonly run: ImportRun
  /** True when it went on where an earlier run of the same file had stopped. */
  readonly resumed: boolean
  /** What was found out about the file, for example that it is not UTF-8. */
  readonly notes: readonly string[]
  readonly reportPath: string | undefined
}
