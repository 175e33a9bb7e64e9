import { policy } from '../policy/policy.ts'

export const seeApiClients = policy({
  name: 'core.api-client.list',
  why: 'Those who run the service must be able to see which systems may reach the records.',
  roles: ['administrator', 'data-protection-officer'],
  purposes: ['administration'],
})

export const createApiClient = policy({
  name: 'core.api-client.create',
  why: 'An administrator lets another system of the organisation in, with no more rights than it needs.',
  roles: ['administrator', 'system'],
  purposes: ['administration'],
})

export const stopApiClient = policy({
  name: 'core.api-client.stop',
  why: 'A system whose token may be known to others, or that is no longer used, is shut out at once.',
  roles: ['administrator', 'system'],
  purposes: ['administration'],
})
