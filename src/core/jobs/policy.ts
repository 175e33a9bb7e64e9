import { policy } from '../policy/policy.ts'

export const seeTroubledJobs = policy({
  name: 'core.job.list',
  why: 'Those who run the service must see work that the program could not do by itself.',
  roles: ['administrator'],
  purposes: ['administration'],
})

export const watchTimetables = policy({
  name: 'core.timetable.watch',
  why: 'The program tells the administrators when work on a timetable is not done on time, because nobody else would notice.',
  roles: ['system'],
  purposes: ['administration'],
})

export const handleTroubledJob = policy({
  name: 'core.job.handle',
  why: 'Somebody must have failed work done again, or say that it is not needed, with a reason that is kept.',
  roles: ['administrator'],
  purposes: ['administration'],
})
