// The front door of safety concerns: anyone can say that someone could be harmed.
import './task-reasons.ts'
import './routes.ts'
import './pages/report-concern.page.tsx'
import './pages/concerns.page.tsx'

export { reportConcern } from './commands.ts'
export { concernPaths } from './paths.ts'
