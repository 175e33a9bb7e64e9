import { policy, type Who } from '../policy/policy.ts'
import { CARE_ROLES } from '../policy/roles.ts'
import type { RecordSubject } from './record-subject.ts'
import { maySeeContact } from './visibility.ts'

export type { RecordSubject } from './record-subject.ts'

const isOwnRecord = (who: Who, { patientId }: RecordSubject): boolean => who.actor.patientId === patientId
/** Whose work includes judging risk: they may mark a record sensitive. */
const CLINICIANS = ['doctor', 'nurse', 'pharmacist'] as const

export const registerPatient = policy({
  name: 'patient.register',
  why: 'Staff who give care, the record import and linked systems add people who are not yet in this organisation.',
  roles: [...CARE_ROLES, 'administrator', 'system', 'api-client'],
  purposes: ['direct-care', 'administration'],
})

export const registerAtDesk = policy({
  name: 'patient.register-at-desk',
  why: 'Staff who give care register the person in front of them, after being shown who may be the same.',
  roles: [...CARE_ROLES],
  purposes: ['direct-care'],
})

export const updatePatient = policy<RecordSubject>({
  name: 'patient.update',
  why: 'Staff who give care, the record import and linked systems keep a record right.',
  roles: [...CARE_ROLES, 'administrator', 'system', 'api-client'],
  purposes: ['direct-care', 'administration'],
})

export const importPatients = policy<RecordSubject>({
  name: 'patient.import',
  why: 'An administrator brings in the records of another system, so that nobody types them a second time.',
  roles: ['administrator', 'system'],
  purposes: ['administration'],
})

export const searchPatients = policy({
  name: 'patient.search',
  why: 'Staff who give care, and the systems they use, find the person in front of them, on the telephone or in a letter.',
  roles: [...CARE_ROLES, 'api-client'],
  purposes: ['direct-care'],
})

export const findRecords = policy({
  name: 'patient.find-record',
  why: 'Administrators and the data protection officer find the record that a request or an incident is about.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['information-rights'],
})

export const viewPatient = policy<RecordSubject>({
  name: 'patient.view',
  why: 'Staff who give care, and the systems they use, open the record of the person they care for.',
  roles: [...CARE_ROLES, 'api-client'],
  purposes: ['direct-care'],
})

export const editPatient = policy<RecordSubject>({
  name: 'patient.edit',
  why: 'Staff who give care put the record of the person they care for right.',
  roles: [...CARE_ROLES],
  purposes: ['direct-care'],
})

export const changeContactDetails = policy<RecordSubject>({
  name: 'patient.change-contact-details',
  why: 'People keep their own contact details right, and staff who give care do it for them.',
  roles: [...CARE_ROLES, 'patient'],
  purposes: ['direct-care', 'own-record'],
  when: {
    says: 'a patient changes only their own record; the details of a sensitive record are changed only by those who may see them',
    holds: (who, subject) => (who.actor.kind === 'staff' || isOwnRecord(who, subject)) && maySeeContact(who, subject),
  },
})

export const markSensitive = policy<RecordSubject>({
  name: 'patient.mark-sensitive',
  why: 'Someone who could be harmed by a person who finds them is protected, by those who can judge it.',
  roles: ['administrator', 'data-protection-officer', ...CLINICIANS],
  purposes: ['direct-care'],
})

export const unmarkSensitive = policy<RecordSubject>({
  name: 'patient.unmark-sensitive',
  why: 'Protection that is no longer needed is lifted by those who may see what it hides.',
  roles: ['administrator', 'data-protection-officer', ...CLINICIANS],
  purposes: ['direct-care'],
  when: {
    says: 'the person already has the right to see what is hidden: nobody gives it to themselves',
    holds: maySeeContact,
  },
})

export const seeHomeAccess = policy<RecordSubject>({
  name: 'patient.home-access.view',
  why: 'Staff who arrange or make a visit or a delivery learn how to get into the home.',
  roles: ['nurse', 'homecare-coordinator', 'care-coordinator'],
  purposes: ['direct-care'],
  when: {
    says: 'how to get into the home of a person with a sensitive record is for those who may see where they live',
    holds: maySeeContact,
  },
})

export const changeHomeAccess = policy<RecordSubject>({
  name: 'patient.home-access.change',
  why: 'Staff who arrange or make a visit or a delivery keep the instructions right, and remove them when no longer needed.',
  roles: ['nurse', 'homecare-coordinator', 'care-coordinator'],
  purposes: ['direct-care'],
  when: {
    says: 'how to get into the home of a person with a sensitive record is for those who may see where they live',
    holds: maySeeContact,
  },
})

export const recordAllergies = policy<RecordSubject>({
  name: 'patient.allergies.record',
  why: 'Staff who treat or supply ask about allergies and record the answer, so that nobody is given what harms them.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician'],
  purposes: ['direct-care'],
})

export const recordMeasurement = policy<RecordSubject>({
  name: 'patient.measurement.record',
  why: 'Staff who treat or supply record weight and height, on which doses depend.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'care-coordinator', 'homecare-coordinator'],
  purposes: ['direct-care'],
})

export const changeRelatedPeople = policy<RecordSubject>({
  name: 'patient.related-people.change',
  why: 'Staff who give care record who matters to the person, and what the person agreed each may be told.',
  roles: [...CARE_ROLES, 'api-client', 'system'],
  purposes: ['direct-care', 'administration'],
  when: {
    says: 'people related to a person with a sensitive record are changed only by those who may see where they live',
    holds: maySeeContact,
  },
})

export const mergeRecords = policy<RecordSubject>({
  name: 'patient.merge',
  why: 'A few named people say that two records are one person’s, and take it back when they are not.',
  roles: [...CARE_ROLES, 'administrator', 'data-protection-officer'],
  purposes: ['direct-care'],
  when: {
    says: 'the person has the right to merge records, and may see what either hides: nobody chooses between addresses unseen',
    holds: (who, subject) => who.actor.rights.includes('merge-records') && maySeeContact(who, subject),
  },
})

export const seeWhoOpened = policy<RecordSubject>({
  name: 'patient.who-opened',
  why: 'Administrators and the data protection officer answer who opened a record, and look into misuse.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['information-rights'],
})

export const seeAllOpenings = policy({
  name: 'patient.who-opened-records',
  why: 'Administrators and the data protection officer look into misuse: what a member of staff opened, and on which days.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['information-rights'],
})
