import { policy } from '../../../core/policy/policy.ts'
import type { InOrganisation } from '../signing/policy.ts'

const inClinic = (_: unknown, { isClinic }: InOrganisation): boolean => isClinic

export const screenPrescriptions = policy<InOrganisation>({
  name: 'homecare.prescription.screen',
  why: 'A second professional checks each prescription before anything of it is sent; a technician or nurse only what is unchanged.',
  roles: ['pharmacist', 'pharmacy-technician', 'nurse'],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: inClinic },
})

export const answerScreening = policy<InOrganisation>({
  name: 'homecare.prescription.answer-query',
  why: 'The prescriber answers what pharmacy asks about their prescription.',
  roles: ['doctor', 'nurse', 'pharmacist'],
  purposes: ['direct-care'],
  when: { says: 'the organisation is one that prescribes', holds: inClinic },
})

export const seeOverrides = policy<InOrganisation>({
  name: 'homecare.override-rates.view',
  why: 'Pharmacy and those who answer for safety see which checks are overridden most. It names no patient.',
  roles: ['pharmacist', 'doctor', 'administrator'],
  purposes: ['direct-care', 'administration'],
  when: { says: 'the organisation is one that prescribes', holds: inClinic },
})
