// The front door of medicines homecare.
import './caseload/index.ts'
import './companies/index.ts'
import './exchange/task-reasons.ts'
// Registrations hear of a death before treatments do, so that companies are told.
import './enrolments/index.ts'
import './hospital-medicines/index.ts'
import './matching/index.ts'
import './schemes/index.ts'
import './prescriptions/index.ts'
import './therapies/index.ts'
import './deliveries/index.ts'
