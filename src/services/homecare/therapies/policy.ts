import { policy, type Who } from '../../../core/policy/policy.ts'
import { type HomecareSubject, mayPrescribeMedicines } from '../prescriptions/policy.ts'

const inClinic = (_: Who, { isClinic }: HomecareSubject): boolean => isClinic

export const holdTreatment = policy<HomecareSubject>({
  name: 'homecare.treatment.hold',
  why: 'Clinicians pause a treatment for an infection or an operation, restart it, and stop it.',
  roles: ['doctor', 'nurse', 'pharmacist'],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: inClinic },
})

export const changeDose = policy<HomecareSubject>({
  name: 'homecare.treatment.change-dose',
  why: 'A prescriber changes the dose of a treatment by a new prescription that takes the place of the old one.',
  roles: ['doctor', 'nurse', 'pharmacist'],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation is one that prescribes, and the person is a doctor or has the right to prescribe',
    holds: (who, subject) => inClinic(who, subject) && mayPrescribeMedicines(who),
  },
})

export const settleTreatment = policy({
  name: 'homecare.treatment.settle',
  why: 'Troth itself notes that the loading doses of a treatment are over.',
  roles: ['system'],
  purposes: ['administration'],
})
