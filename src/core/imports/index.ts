// Files of records that are brought in: how far each has come, and which rows need to be put right.
import './pages/imports.page.tsx'
import './pages/import.page.tsx'

export { advanceImport, finishImport, startImport } from './commands.ts'
export { csvRecords } from './csv-records.ts'
export { UnreadableFile } from './unreadable-file.ts'
export { findSameImports, getImportRun, listImportProblems } from './queries.ts'
export {
  addCounts,
  addFields,
  NO_COUNTS,
  type ImportCounts,
  type ImportFormat,
  type ImportMode,
  type ImportProblem,
  type ImportRun,
  type ImportStep,
} from './import-run.ts'
export type { ImportTables } from './tables.ts'
