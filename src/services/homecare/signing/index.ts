// The front door of signing: what is screened is signed, or signed first where a scheme says so, and every signature is verified where it matters.
import './access-words.ts'
import './task-reasons.ts'
import './jobs.ts'
import './commands/signed-first.ts'
import './pages/signing.page.tsx'

export { refuseUnsound } from './commands/report-signature.ts'
export { readSigned, type SignedReading } from './queries/read-signed.ts'
