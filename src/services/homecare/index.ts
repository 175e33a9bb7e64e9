// The front door of medicines homecare.
import './exchange/task-reasons.ts'
import './prescriptions/index.ts'
import './therapies/index.ts'
