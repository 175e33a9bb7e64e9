import type { ImportMode, ImportRun } from '../../../core/imports/index.ts'
import type { ImportProgress } from '../../../core/patients/index.ts'
import type { Replaceable } from './decide.ts'

/** How a caseload is to be brought in. */
export interface CaseloadOptions {
  readonly path: string
  readonly mode: ImportMode
  /** What a column means, by heading; `-` leaves it out. */
  readonly mapping?: Readonly<Record<string, string>> | undefined
  /** Whose numbers the column with another identifier holds: `https://riverside.example/hospital-number`. */
  readonly identifierSystem?: string | undefined
  /** What the file may replace where Troth holds something else. */
  readonly replace?: readonly Replaceable[] | undefined
  /** Where the lists of changes and of rows to look at are written. Their names hold no patient data. */
  readonly reportFolder: string
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined
}

export interface CaseloadOutcome {
  readonly run: ImportRun
  /** True when it went on where an earlier run of the same file had stopped. */
  readonly resumed: boolean
  readonly notes: readonly string[]
  /** Every row with what it changes, or would: it holds health data. */
  readonly changesPath: string
  /** Rows that were refused: line, column and reason, and no values. */
  readonly reportPath: string | undefined
}
