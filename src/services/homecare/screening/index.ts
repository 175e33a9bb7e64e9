// The front door of clinical screening.
import './task-reasons.ts'
