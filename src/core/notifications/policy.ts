import { policy } from '../policy/policy.ts'
import { STAFF_ROLES } from '../policy/roles.ts'

export const ownNotifications = policy<{ readonly accountId: string }>({
  name: 'core.notification.own',
  why: 'Staff see what they were told, and choose what they are told by e-mail.',
  roles: STAFF_ROLES,
  purposes: ['administration'],
  when: { says: 'the notifications are their own', holds: ({ actor }, { accountId }) => actor.id === accountId },
})
