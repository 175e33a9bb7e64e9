import { policy } from '../policy/policy.ts'

export const seeTroubledJobs = policy({
  name: 'core.job.list',
  why: 'Those who run the service must see work that the program could not do by itself.',
  roles: ['administrator'],
  purposes: ['administration'],
})

export const handleTroubledJob = policy({
  name: 'core.job.handle',
  why: 'Somebody must have failed work done again, or say that it is not needed, with a reason that is kept.',
  roles: ['administrator'],
  purposes: ['administration'],
})
