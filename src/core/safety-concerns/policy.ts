import { policy } from '../policy/policy.ts'
import { STAFF_ROLES } from '../policy/roles.ts'

export const reportConcern = policy({
  name: 'core.safety-concern.report',
  why: 'Anyone who sees that someone could be harmed can say so, signed in or not (DCB0129, DCB0160).',
  roles: ['public', 'patient', ...STAFF_ROLES],
  purposes: ['security'],
})
export const readConcern = policy({
  name: 'core.safety-concern.read',
  why: 'Administrators and the data protection officer read what was reported, to act on it.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['security'],
})
