import type { RecordSubject } from '../patients/policy.ts'
import { policy } from '../policy/policy.ts'
import { CARE_ROLES } from '../policy/roles.ts'

export const seeContacts = policy<RecordSubject>({
  name: 'core.contact.list',
  why: 'Staff who give care see what was already said to and by the person they care for.',
  roles: CARE_ROLES,
  purposes: ['direct-care'],
})
export const recordContact = policy<RecordSubject>({
  name: 'core.contact.record',
  why: 'Staff who give care write down calls, letters and conversations, so that the next one knows.',
  roles: CARE_ROLES,
  purposes: ['direct-care'],
})
