import { policy, type Who } from '../../../core/policy/policy.ts'
import type { RecordSubject } from '../../../core/patients/record-subject.ts'
import { maySeeContact } from '../../../core/patients/visibility.ts'
import type { HomecareSubject } from '../therapies/homecare-subject.ts'

export type { HomecareSubject } from '../therapies/homecare-subject.ts'

/** Doctors prescribe; others with the named right do. */
export const mayPrescribeMedicines = ({ actor }: Pick<Who, 'actor'>): boolean =>
  actor.roles.includes('doctor') || actor.rights.includes('prescribe')

const inClinic = (_: Who, { isClinic }: HomecareSubject): boolean => isClinic

export const viewHomecare = policy<RecordSubject>({
  name: 'homecare.record.view',
  why: 'Staff who treat or supply see at one look which homecare a person has, and who has the next step.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'homecare-coordinator'],
  purposes: ['direct-care'],
})

export const viewPrescription = policy<HomecareSubject>({
  name: 'homecare.prescription.view',
  why: 'Staff who prescribe, screen or follow up a prescription read what it says and what has become of it.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'homecare-coordinator'],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: inClinic },
})

export const beginPrescriptionFor = policy<RecordSubject>({
  name: 'homecare.prescription.begin',
  why: 'Prescribers, and colleagues who prepare for them, choose the registration that a prescription is for.',
  roles: ['doctor', 'nurse', 'pharmacist', 'homecare-coordinator'],
  purposes: ['direct-care'],
})

export const writePrescription = policy<HomecareSubject>({
  name: 'homecare.prescription.write',
  why: 'Prescribers write prescriptions, and colleagues prepare them, for a prescriber to check and finish.',
  roles: ['doctor', 'nurse', 'pharmacist', 'homecare-coordinator'],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: inClinic },
})

export const finishPrescription = policy<HomecareSubject>({
  name: 'homecare.prescription.finish',
  why: 'A prescriber takes responsibility for what a prescription says before pharmacy screens it.',
  roles: ['doctor', 'nurse', 'pharmacist'],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation is one that prescribes, and the person is a doctor or has the right to prescribe',
    holds: (who, subject) => inClinic(who, subject) && mayPrescribeMedicines(who),
  },
})

/** A prescription states where the patient lives. */
const mayReadWhole = (who: Who, subject: HomecareSubject): boolean =>
  inClinic(who, subject) && maySeeContact(who, subject)

export const printPrescription = policy<HomecareSubject>({
  name: 'homecare.prescription.print',
  why: 'Staff who prescribe, screen or follow up a signed prescription print a copy to read, or to send to a company that does not use Troth.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'homecare-coordinator'],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation is one that prescribes, and of a sensitive record only those who may see the address print it',
    holds: mayReadWhole,
  },
})

export const printToSign = policy<HomecareSubject>({
  name: 'homecare.prescription.print-to-sign',
  why: 'Prescribers and pharmacy print a controlled drug that may leave on paper alone, for the prescriber to sign in ink.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician'],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation is one that prescribes, the person prescribes or works in pharmacy, and of a sensitive record may see the address',
    holds: (who, subject) =>
      mayReadWhole(who, subject) &&
      (mayPrescribeMedicines(who) ||
        who.actor.roles.includes('pharmacist') ||
        who.actor.roles.includes('pharmacy-technician')),
  },
})
