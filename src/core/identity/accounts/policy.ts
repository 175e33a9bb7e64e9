import { policy } from '../../policy/policy.ts'
import { STAFF_ROLES } from '../../policy/roles.ts'

/** Adding people, changing what they may do, and letting them go. */
export const manageStaff = policy({
  name: 'identity.staff.manage',
  why: 'Administrators decide who works here and what each may do; the command line makes the first of them.',
  roles: ['administrator', 'system'],
  purposes: ['administration'],
})

/** A person's own password, authenticator and sessions. */
export const ownAccount = policy({
  name: 'identity.own-account.use',
  why: 'Everyone looks after what proves that it is them, and sees where they are signed in.',
  roles: STAFF_ROLES,
  purposes: ['security'],
})
