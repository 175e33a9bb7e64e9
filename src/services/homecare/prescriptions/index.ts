// The front door of prescriptions on the clinic's side.
import './policy.ts'
import './task-reasons.ts'
