// The front door of clinical screening.
import './commands/close-queries.ts'
import './task-reasons.ts'
