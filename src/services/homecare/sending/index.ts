// The front door of sending: what is signed leaves once, and what the company says of it comes back.
import './task-reasons.ts'
import './jobs.ts'
import './sayings/cancellation-asked.ts'
import './sayings/prescription-answered.ts'
import './sayings/prescription-sent.ts'
import './commands/listen.ts'

export { completeSupply } from './commands/complete-supply.ts'
