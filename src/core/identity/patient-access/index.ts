// The front door of patients' own sign-in.
import { signInsOf } from '../accounts/find-signed-in.ts'
import './jobs.ts'
import './pages/activate.page.tsx'
import './pages/choose-name.page.tsx'
import './pages/choose-password.page.tsx'
import './pages/confirm.page.tsx'
import './pages/help.page.tsx'
import './pages/mobile.page.tsx'
import './pages/new-code.page.tsx'
import './pages/password.page.tsx'
import './pages/sign-in-organisation.page.tsx'
import './pages/sign-in.page.tsx'
import './pages/staff-access.page.tsx'
import './pages/welcome.page.tsx'
import './pages/withdraw.page.tsx'
import { recordLink } from '../../patients/record-links.ts'
import { accessPaths } from './paths.ts'
import { manageAccess } from './policy.ts'
import { findSignedInPatient } from './signed-in-patient.ts'

signInsOf('patient', findSignedInPatient)
recordLink({ text: 'Access to their own record', href: accessPaths.staff, policy: manageAccess, order: 40 })

export { createPatientAccount } from './commands/activate.ts'
export { giveActivationCode } from './commands/make-code.ts'
export { accessPaths } from './paths.ts'
export { CONFIRM_MINUTES } from './step.ts'
export type { AccessTables, PatientAccessTables } from './tables.ts'
