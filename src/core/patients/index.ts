// Front door of the patients noun.
import './policy.ts'

export { registerPatient } from './commands/register-patient.ts'
export { registerPatients, type RegisterAnswer } from './commands/register-patients.ts'
export { updatePatients, type UpdateAnswer, type UpdatePatient } from './commands/update-patients.ts'
export {
  findIdsByIdentifier,
  findIdsByNhsNumber,
  findPatient,
  findPatientByNhsNumber,
  findPatients,
  getPatient,
  listPatientsByUpdate,
  listPatientSummaries,
  listRecordIds,
} from './queries.ts'
export { searchPatients, MOST_FOUND, type Found } from './queries/search-patients.ts'
export { readSearchParts, readSearchText, type PatientSearch, type SearchParts } from './search-query.ts'
export { identifierKey } from './search-keys.ts'
export { patientProblems, type PatientProblem } from './patient-problems.ts'
export * from './patient.ts'
export type { PatientSummary } from './summary.ts'
export type { PatientTables } from './tables.ts'
