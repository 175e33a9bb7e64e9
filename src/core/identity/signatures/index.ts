// The front door of signing keys: a member of staff's own key, and the organisation's authority.
import './messages.ts'

export { makeSigningKey, type MadeSigningKey } from './commands/make-signing-key.ts'
export { signWith } from './commands/sign-with.ts'
export { unlockSigningKey, type Unlocked, type UnlockedKey } from './commands/unlock-signing-key.ts'
export { withdrawKeysOf } from './commands/withdraw-keys.ts'
export { ownFingerprints, verifyHere, type Expected } from './queries/verify-here.ts'
export { withdrawalsStatement } from './queries/withdrawals-statement.ts'
export { SIGN_MINUTES, SIGNING_ROLES } from './signature.ts'
export type { SignatureTables } from './tables.ts'
