import { policy } from '../../../core/policy/policy.ts'

export const seeSchemes = policy({
  name: 'homecare.scheme.list',
  why: 'Those who prescribe, screen and supply see what the organisation has approved for each medicine.',
  roles: ['doctor', 'nurse', 'pharmacist', 'pharmacy-technician', 'homecare-coordinator'],
  purposes: ['administration', 'direct-care'],
})

export const manageSchemes = policy({
  name: 'homecare.scheme.manage',
  why: 'A pharmacist or doctor proposes what is approved for a medicine, and another of them approves it.',
  roles: ['pharmacist', 'doctor'],
  purposes: ['administration'],
})
