import { policy } from '../policy/policy.ts'
import { STAFF_ROLES } from '../policy/roles.ts'

export const hearLiveCounts = policy({
  name: 'core.live.counts',
  why: 'The numbers of a person’s own tasks and notifications stay fresh on the page they have open. Numbers only.',
  roles: STAFF_ROLES,
  purposes: ['administration'],
})
