// The front door of staff accounts.
import './pages/sign-in.page.tsx'
import './pages/sign-in-as.page.tsx'

export { createStaffAccount, type NewStaff } from './commands/add-staff.ts'
export { findSignedIn, signInsOf } from './find-signed-in.ts'
export { hashPassword, passwordMatches, type PasswordHash } from './password-hash.ts'
export { findStaffAccount, getStaffAccount, staffAccounts } from './queries.ts'
export type { StaffAccount } from './staff-account.ts'
