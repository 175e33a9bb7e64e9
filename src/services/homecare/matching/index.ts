// Whose record it is that another organisation wrote about, when only a person can tell.
import './access-words.ts'
import './task-reasons.ts'
import './pages/match.page.tsx'

export { heldKind, takeOrHold } from './commands/hold.ts'
