import { policy } from '../../../core/policy/policy.ts'

export const seeCompanies = policy({
  name: 'homecare.company.list',
  why: 'Those who give homecare see which companies deliver, and how to reach them.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'homecare-coordinator', 'administrator'],
  purposes: ['administration', 'direct-care'],
})

export const manageCompanies = policy({
  name: 'homecare.company.manage',
  why: 'Pharmacy decides which companies deliver; what a company is sent also needs an entry on the register of recipients.',
  roles: ['pharmacist', 'administrator'],
  purposes: ['administration'],
})
