import { policy, type Who } from '../../policy/policy.ts'
import { CARE_ROLES } from '../../policy/roles.ts'

/** The record that access is about. */
export interface AccessSubject {
  readonly patientId: string
}

const isOwn = (who: Who, { patientId }: AccessSubject): boolean =>
  who.actor.kind === 'patient' && who.actor.patientId === patientId

export const manageAccess = policy<AccessSubject>({
  name: 'patient-access.manage',
  why: 'Staff who give care let the person in front of them see their own record, and stop it when it is no longer safe.',
  roles: CARE_ROLES,
  purposes: ['direct-care'],
})

export const activateAccess = policy<{ readonly isProved: boolean }>({
  name: 'patient-access.activate',
  why: 'Someone who holds the code that we sent and knows the date of birth chooses their own password; the demonstration makes accounts the same way.',
  roles: ['public', 'system'],
  purposes: ['own-record', 'administration'],
  when: {
    says: 'the code and the date of birth were right, in this browser, a moment ago',
    holds: (who, { isProved }) => isProved || who.actor.kind === 'system',
  },
})

export const askForCode = policy({
  name: 'patient-access.ask-for-code',
  why: 'Someone who cannot sign in asks for a new code. It goes to the address on the record and nowhere else.',
  roles: ['public'],
  purposes: ['own-record'],
})

export const useOwnAccess = policy<AccessSubject>({
  name: 'patient-access.use-own',
  why: 'People look after what proves that it is them.',
  roles: ['patient'],
  purposes: ['own-record'],
  when: { says: 'it is their own', holds: isOwn },
})
