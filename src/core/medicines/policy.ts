import { policy } from '../policy/policy.ts'
import { STAFF_ROLES } from '../policy/roles.ts'

export const lookUpMedicines = policy({
  name: 'core.medicine.look-up',
  why: 'Staff look up medicines in the NHS dictionary. It holds nothing about anyone, so a suggestion leaves no entry in the audit trail.',
  roles: STAFF_ROLES,
  purposes: ['direct-care', 'administration'],
})
