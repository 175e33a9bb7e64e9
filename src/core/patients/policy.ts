import { policy, type Who } from '../policy/policy.ts'
import { CARE_ROLES } from '../policy/roles.ts'

/** What a policy about one record looks at. */
export interface RecordSubject {
  readonly patientId: string
}

const isOwnRecord = (who: Who, { patientId }: RecordSubject): boolean => who.actor.patientId === patientId

export const registerPatient = policy({
  name: 'patient.register',
  why: 'Staff who give care, the record import and linked systems add people who are not yet in this organisation.',
  roles: [...CARE_ROLES, 'administrator', 'system', 'api-client'],
  purposes: ['direct-care', 'administration'],
})

export const updatePatient = policy<RecordSubject>({
  name: 'patient.update',
  why: 'Staff who give care, the record import and linked systems keep a record right.',
  roles: [...CARE_ROLES, 'administrator', 'system', 'api-client'],
  purposes: ['direct-care', 'administration'],
})

export const viewPatient = policy<RecordSubject>({
  name: 'patient.view',
  why: 'Staff who give care open the record of the person they care for.',
  roles: [...CARE_ROLES],
  purposes: ['direct-care'],
})

export const searchPatients = policy({
  name: 'patient.search',
  why: 'Staff who give care find the person in front of them, on the telephone or in a letter.',
  roles: [...CARE_ROLES],
  purposes: ['direct-care'],
})

export const changeContactDetails = policy<RecordSubject>({
  name: 'patient.change-contact-details',
  why: 'People keep their own contact details right, and staff who give care do it for them.',
  roles: [...CARE_ROLES, 'patient'],
  purposes: ['direct-care', 'own-record'],
  when: {
    says: 'a patient changes only their own record',
    holds: (who, subject) => who.actor.kind === 'staff' || isOwnRecord(who, subject),
  },
})
