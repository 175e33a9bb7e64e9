// The front door of treatments.
import './commands/on-acknowledged.ts'
import './commands/on-death.ts'
import './policy.ts'
import './task-reasons.ts'
