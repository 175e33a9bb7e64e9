import { policy } from '../../policy/policy.ts'

export { manageStaff } from '../accounts/policy.ts'

export const changeOrganisationPolicy = policy({
  name: 'identity.organisation.change',
  why: 'Administrators keep the name, telephone number, postal address and opening hours right, and decide how long people stay signed in.',
  roles: ['administrator'],
  purposes: ['administration'],
})

export const openAdministration = policy({
  name: 'identity.administration.open',
  why: 'The page from which administrators, and those who look after information, reach what they may change.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['administration'],
})
