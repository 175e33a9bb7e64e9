import { z } from 'zod'
import { job } from '../../jobs/job.ts'
import { sweepSignIns } from './commands/sweep-sign-ins.ts'

/** Every night: removes what sign-in keeps for a while only. Safe to run for each organisation: the rows belong to all of them. */
export const sweepSignInsJob = job({
  name: 'core.sweep-sign-ins',
  says: 'Remove sign-ins that were not finished',
  payload: z.object({}),
  schedule: '37 2 * * *',
  work: (ctx) => sweepSignIns(ctx),
})
