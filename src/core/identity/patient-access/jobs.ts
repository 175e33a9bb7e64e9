import { z } from 'zod'
import { UnavailableError } from '../../errors.ts'
import { job } from '../../jobs/job.ts'
import { discardText } from './commands/discard-text.ts'
import { handOverText } from './commands/hand-over-text.ts'
import { sweepAccess } from './commands/sweep-access.ts'
import { SEND_TEXT } from './job-names.ts'
import { MOST_TEXT_TRIES } from './text-message.ts'

/** Hands one text to the provider. Tried again only when the provider said "not now". */
export const sendTextJob = job({
  ...SEND_TEXT,
  payload: z.object({ textId: z.uuid() }),
  retryLimit: MOST_TEXT_TRIES - 1,
  discarded: (tx, ctx, { textId }) => discardText(tx, ctx, textId),
  async work(ctx, { textId }) {
    if ((await handOverText(ctx, textId)) === 'try-later') throw new UnavailableError('The text service said: not now')
  },
})

/** Every night: forgets where codes that no longer work led, and steps of sign-in that nobody finished. */
export const sweepAccessJob = job({
  name: 'core.sweep-patient-access',
  says: 'Remove codes and sign-ins of patients that have ended',
  payload: z.object({}),
  schedule: '27 2 * * *',
  work: (ctx) => sweepAccess(ctx),
})
