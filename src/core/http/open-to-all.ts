import { policy } from '../policy/policy.ts'
import { STAFF_ROLES } from '../policy/roles.ts'
import { PURPOSES, type Purpose } from '../policy/purposes.ts'

/** Pages and machine answers that hold nothing about anyone. */
export const openToAll = policy({
  name: 'core.open-to-all',
  why: 'Information for everyone, and the door to sign-in: nothing about any person.',
  roles: ['public', 'patient', 'api-client', 'system', ...STAFF_ROLES],
  purposes: Object.keys(PURPOSES) as Purpose[],
})
