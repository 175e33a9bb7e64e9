// The front door of the watch over supply.
import './jobs.ts'
import './pages/worklist.page.tsx'
import './sayings.ts'
import './task-reasons.ts'

export { recordExtraUse } from './commands/record-extra-use.ts'
export { recordMissedDose } from './commands/record-missed-dose.ts'
export { settleRisk } from './commands/settle-risk.ts'
export { withdrawMissedDose } from './commands/withdraw-missed-dose.ts'
export { supplyPaths } from './paths.ts'
export { coverOf } from './queries/cover-of.ts'
export type { TherapyCover } from './therapy-cover.ts'
