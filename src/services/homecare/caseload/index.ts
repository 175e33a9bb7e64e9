// Homecare that patients have already, brought in from a spreadsheet.
import './access-words.ts'
import './commands/on-written.ts'

export { CASELOAD_FIELDS } from './columns.ts'
export { isReplaceable, REPLACEABLE, type Replaceable } from './decide.ts'
export { importCaseload } from './import-caseload.ts'
export type { CaseloadOptions, CaseloadOutcome } from './import-options.ts'
