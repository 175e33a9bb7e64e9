// What an organisation has approved for each medicine.
import './pages/decide.page.tsx'
import './pages/propose.page.tsx'
import './pages/scheme.page.tsx'
import './pages/schemes.page.tsx'
import './task-reasons.ts'

export { decideVersion } from './commands/decide.ts'
export { proposeScheme } from './commands/propose.ts'
export { findLiveScheme, listLiveSchemes } from './queries.ts'
