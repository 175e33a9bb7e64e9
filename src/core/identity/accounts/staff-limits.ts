import type { StaffRole } from '../../policy/roles.ts'
import type { OrganisationSettings } from '../../tenancy/settings.ts'
import { SESSION_LIMITS, tighten, type SessionLimits } from '../sessions/session.ts'

/** How long a member of staff stays signed in: the platform's limits, tightened by the organisation. */
export const staffLimits = (
  roles: readonly StaffRole[],
  settings: Pick<OrganisationSettings, 'staffSession'>,
): SessionLimits =>
  tighten(roles.includes('administrator') ? SESSION_LIMITS.administrator : SESSION_LIMITS.staff, settings.staffSession)
