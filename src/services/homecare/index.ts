// The front door of medicines homecare.
import './enrolments/index.ts'
import './exchange/task-reasons.ts'
import './hospital-medicines/index.ts'
import './matching/index.ts'
import './prescriptions/index.ts'
import './therapies/index.ts'
