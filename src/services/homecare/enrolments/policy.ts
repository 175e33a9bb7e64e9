import { policy, type Who } from '../../../core/policy/policy.ts'
import type { RecordSubject } from '../../../core/patients/policy.ts'
import type { RegistrationSubject } from './registration-subject.ts'

export type { RegistrationSubject } from './registration-subject.ts'

const inTrust = (_: Who, { kind }: RegistrationSubject): boolean => kind === 'nhs-trust'
const TRUST = 'the organisation is one that registers patients'
const TEAM = ['pharmacist', 'pharmacy-technician', 'homecare-coordinator'] as const

export const listRegistrations = policy({
  name: 'homecare.registration.list',
  why: 'Those who register, check and answer registrations see which wait, for how long and with whom.',
  roles: ['doctor', 'nurse', ...TEAM],
  purposes: ['direct-care'],
})

export const viewRegistrationsOfPatient = policy<RecordSubject>({
  name: 'homecare.registration.of-patient',
  why: 'Staff who treat or supply see with which companies a person is registered.',
  roles: ['doctor', 'nurse', ...TEAM],
  purposes: ['direct-care'],
})

export const viewRegistration = policy<RegistrationSubject>({
  name: 'homecare.registration.view',
  why: 'Staff who treat or supply read a registration and what has become of it.',
  roles: ['doctor', 'nurse', ...TEAM],
  purposes: ['direct-care'],
  when: {
    says: 'the organisation registers patients or supplies them',
    holds: (_, { kind }) => kind === 'nhs-trust' || kind === 'homecare-company',
  },
})

export const writeRegistration = policy<RegistrationSubject>({
  name: 'homecare.registration.write',
  why: 'Clinicians, and colleagues who prepare for them, register a person with a homecare company.',
  roles: ['doctor', 'nurse', 'pharmacist', 'homecare-coordinator'],
  purposes: ['direct-care'],
  when: { says: TRUST, holds: inTrust },
})

export const beginRegistrationOfPatient = policy<RecordSubject>({
  name: 'homecare.registration.begin',
  why: 'Clinicians, and colleagues who prepare for them, open the first page of a registration.',
  roles: ['doctor', 'nurse', 'pharmacist', 'homecare-coordinator'],
  purposes: ['direct-care'],
})

export const checkRegistration = policy<RegistrationSubject>({
  name: 'homecare.registration.check',
  why: 'The pharmacy homecare team checks a registration, sends it back or sends it to the company, and ends it.',
  roles: [...TEAM],
  purposes: ['direct-care'],
  when: { says: TRUST, holds: inTrust },
})

export const holdRegistration = policy<RegistrationSubject>({
  name: 'homecare.registration.hold',
  why: 'Clinicians suspend deliveries, let them go on, and withdraw a person from the service.',
  roles: ['doctor', 'nurse', 'pharmacist'],
  purposes: ['direct-care'],
  when: { says: TRUST, holds: inTrust },
})

export const moveRegistration = policy<RegistrationSubject>({
  name: 'homecare.registration.move',
  why: 'The pharmacy homecare team moves a person from one homecare company to another without a gap.',
  roles: ['pharmacist', 'homecare-coordinator'],
  purposes: ['direct-care'],
  when: { says: TRUST, holds: inTrust },
})

export const answerRegistration = policy<RegistrationSubject>({
  name: 'homecare.registration.answer',
  why: 'The homecare company accepts or refuses a person; for a company that does not use Troth, pharmacy records what it said.',
  roles: [...TEAM],
  purposes: ['direct-care'],
  when: {
    says: 'it is the company’s own record, or that of a trust whose company does not use Troth',
    holds: (_, { kind, isCompanyOnTroth }) =>
      kind === 'homecare-company' || (kind === 'nhs-trust' && !isCompanyOnTroth),
  },
})

export const acknowledgePlace = policy<RegistrationSubject>({
  name: 'homecare.registration.acknowledge-place',
  why: 'The homecare company says that it knows where deliveries go now; for a company that does not use Troth, pharmacy records that it said so.',
  roles: [...TEAM],
  purposes: ['direct-care'],
  when: {
    says: 'it is the company’s own record, or that of a trust whose company does not use Troth',
    holds: (_, { kind, isCompanyOnTroth }) =>
      kind === 'homecare-company' || (kind === 'nhs-trust' && !isCompanyOnTroth),
  },
})

export const watchRegistrations = policy({
  name: 'homecare.registration.watch',
  why: 'Troth notices a company that has not answered, and a suspension that is to be looked at again.',
  roles: ['system'],
  purposes: ['administration'],
})
