// Medicines that a hospital prescribes, as the patient’s GP practice is told of them.
import './access-words.ts'
import './commands/on-therapy.ts'
import './sayings.ts'
import './task-reasons.ts'
import './pages/gp-letter.page.tsx'
import './pages/medicine.page.tsx'
import './pages/record-section.tsx'

export { tellGp } from './commands/tell-gp.ts'
