// The front door of signing: what is screened is signed, and every signature is verified where it matters.
import './task-reasons.ts'
import './jobs.ts'

export { refuseUnsound } from './commands/report-signature.ts'
export { readSigned, type SignedReading } from './queries/read-signed.ts'
