import { platformReader } from '../database/platform-reader.ts'
import { measure } from '../observability/measure.ts'
import { allJobs } from './job.ts'
import { countDeadJobs, countJobs, listTimetables } from './queries.ts'
import type { QueueTables, TimetableTables } from './tables.ts'

const STATES = { created: 'waiting', retry: 'failing', active: 'working' } as const

measure({
  name: 'troth_jobs',
  help: 'Jobs that wait, are being worked on, or failed and are tried again. Waiting ones that grow mean too few workers.',
  labels: ['job', 'state'],
  async read(platform) {
    const found = await countJobs(platformReader<QueueTables>(platform))
    return allJobs().flatMap(({ name }) =>
      Object.entries(STATES).map(([state, words]) => ({
        labels: { job: name, state: words },
        value: found.find((row) => row.job === name && row.state === state)?.count ?? 0,
      })),
    )
  },
})

measure({
  name: 'troth_jobs_late_seconds',
  help: 'How long the job that waits longest has been due. Minutes mean that no worker runs.',
  async read(platform) {
    const found = await countJobs(platformReader<QueueTables>(platform))
    const late = found.filter(({ state }) => state !== 'active').map(({ lateSeconds }) => lateSeconds)
    return [{ value: Math.max(0, ...late) }]
  },
})

measure({
  name: 'troth_jobs_dead',
  help: 'Jobs that failed every try and wait for a person. More than none: see the page of failed jobs.',
  labels: ['job'],
  async read(platform) {
    const found = await countDeadJobs(platformReader<QueueTables>(platform))
    const names = new Set([...allJobs().map(({ name }) => name), ...found.map(({ job }) => job)])
    return [...names].map((job) => ({ labels: { job }, value: found.find((row) => row.job === job)?.count ?? 0 }))
  },
})

measure({
  name: 'troth_timetable_kept',
  help: 'Whether work on a timetable is done on time: 1, or 0 when it is late or failing.',
  labels: ['job'],
  async read(platform) {
    const timetables = await listTimetables(platformReader<TimetableTables>(platform))
    return timetables.map(({ name, state }) => ({ labels: { job: name }, value: state === 'on-time' ? 1 : 0 }))
  },
})
