// Front door of the patients noun.
import './policy.ts'
import './fhir-routes.ts'

export {
  changeAddresses,
  changeCommunication,
  changeContactPoints,
  changeDemographics,
  changeNames,
  changeNhsNumber,
  confirmContactPoints,
  recordDeath,
} from './commands/change-details.ts'
export type { ChangeAnswer, RecordVersion } from './commands/change-record.ts'
export { changeHomeAccess } from './commands/change-home-access.ts'
export { addRelatedPerson, changeRelatedPerson, removeRelatedPerson } from './commands/change-related-people.ts'
export { markSensitive } from './commands/mark-sensitive.ts'
export { mergePatients } from './commands/merge-patients.ts'
export { unmergePatients } from './commands/unmerge-patients.ts'
export { changeAllergy, endAllergy, recordAllergy, recordNoKnownAllergies } from './commands/record-allergies.ts'
export { recordMeasurement, strikeOutMeasurement } from './commands/record-measurement.ts'
export { registerAfterCheck } from './commands/register-after-check.ts'
export {
  findRelatedPerson,
  getAllergyStatus,
  getRelatedPerson,
  listAllergies,
  listMeasurements,
  listRelatedPeople,
  listRelatedPeopleByUpdate,
} from './queries/patient-parts.ts'
export { findDuplicates, findSameNameAndBirthDate, type Duplicate } from './queries/find-duplicates.ts'
export { whoOpened, type Opening, type OpeningRange, type Openings } from './queries/who-opened.ts'
export { replaceEntry, withAddress, withContactPoint, withName, withoutEntry } from './entries.ts'
export { howToReach, type Reach, type Way } from './reach.ts'
export { MAY_BE_TOLD, mayTell, RELATIONSHIPS, type RelatedPerson, type RelatedPersonDetails } from './related-person.ts'
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
