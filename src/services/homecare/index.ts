// The front door of medicines homecare.
import './exchange/task-reasons.ts'
