import { policy, type Who } from '../../../core/policy/policy.ts'
import type { InOrganisation } from '../signing/policy.ts'

const inClinic = (_: Who, { isClinic }: InOrganisation): boolean => isClinic
const inCompany = (_: Who, { isClinic }: InOrganisation): boolean => !isClinic

const PHARMACY = ['pharmacist', 'pharmacy-technician', 'homecare-coordinator'] as const

export const sendPrescriptions = policy<InOrganisation>({
  name: 'homecare.prescription.order',
  why: 'The pharmacy homecare team orders what is signed, sends it, and records what a company that does not use Troth says.',
  roles: [...PHARMACY],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: inClinic },
})

export const transmitPrescriptions = policy({
  name: 'homecare.prescription.transmit',
  why: 'Troth sends what was ordered, watches for answers that do not come, and ends what has expired.',
  roles: ['system'],
  purposes: ['administration'],
})

export const answerPrescriptions = policy<InOrganisation>({
  name: 'homecare.prescription.answer',
  why: 'Staff of the homecare company accept, query or cancel the prescriptions that clinics send them.',
  roles: [...PHARMACY],
  purposes: ['direct-care'],
  when: { says: 'the organisation is a homecare company', holds: inCompany },
})
