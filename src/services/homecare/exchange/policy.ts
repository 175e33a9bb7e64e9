import { policy } from '../../../core/policy/policy.ts'

export const watchMessages = policy({
  name: 'homecare.message.watch',
  why: 'Troth tells a named person when what another organisation said waits for something that has not arrived.',
  roles: ['system'],
  purposes: ['administration'],
})
