// Front door of the patients noun.
import './policy.ts'
import './fhir-routes.ts'
import './fhir-related-person-routes.ts'
import './pages/search.page.tsx'
import './pages/register.page.tsx'
import './pages/patient.page.tsx'
import './pages/name.page.tsx'
import './pages/nhs-number.page.tsx'
import './pages/personal-details.page.tsx'
import './pages/communication.page.tsx'
import './pages/address.page.tsx'
import './pages/contact-detail.page.tsx'
import './pages/confirm-contact-details.page.tsx'
import './pages/death.page.tsx'
import './pages/sensitive-record.page.tsx'
import './pages/home-access.page.tsx'
import './pages/related-person.page.tsx'
import './pages/allergies.page.tsx'
import './pages/allergy.page.tsx'
import './pages/measurements.page.tsx'
import './pages/strike-out-measurement.page.tsx'
import './pages/choose-merge.page.tsx'
import './pages/merge.page.tsx'
import './pages/unmerge.page.tsx'
import './pages/who-opened.page.tsx'
import './pages/all-openings.page.tsx'

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
export { onAllergies } from './commands/on-allergies.ts'
export { onDeath } from './commands/on-death.ts'
export { mergePatients } from './commands/merge-patients.ts'
export { unmergePatients } from './commands/unmerge-patients.ts'
export { changeAllergy, endAllergy, recordAllergy, recordNoKnownAllergies } from './commands/record-allergies.ts'
export { takeAllergiesSaid } from './commands/take-allergies-said.ts'
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
export { importPatients } from './import/run-import.ts'
export type { ImportOptions, ImportOutcome, ImportProgress } from './import/import-options.ts'
export { IMPORT_FIELDS } from './import/columns.ts'
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
export { patientBanner } from './pages/patient-banner.ts'
export { patientPage, type PatientSubject } from './pages/patient-page.tsx'
export { patientPaths } from './paths.ts'
export type { RecordSubject } from './policy.ts'
export { recordLink } from './record-links.ts'
export { recordSection } from './pages/record-sections.ts'
export { searchPatients, MOST_FOUND, type Found } from './queries/search-patients.ts'
export { readSearchParts, readSearchText, type PatientSearch, type SearchParts } from './search-query.ts'
export { identifierKey } from './search-keys.ts'
export { patientProblems, type PatientProblem } from './patient-problems.ts'
export * from './patient.ts'
export { hospitalNumberOf } from './hospital-number.ts'
export type { PatientSummary } from './summary.ts'
export type { PatientTables } from './tables.ts'
