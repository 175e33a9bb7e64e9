import { z } from 'zod'
import { UnavailableError } from '../errors.ts'
import { job } from '../jobs/job.ts'
import { discardEmail } from './commands/discard-email.ts'
import { handOverEmail } from './commands/hand-over-email.ts'
import { MOST_ATTEMPTS } from './email.ts'
import { SEND_EMAIL } from './job-names.ts'

/** Hands one e-mail to the mail server. Tried again, with growing pauses, only when the server said "not now". */
export const sendEmailJob = job({
  ...SEND_EMAIL,
  payload: z.object({ emailId: z.uuid() }),
  retryLimit: MOST_ATTEMPTS - 1,
  discarded: (tx, ctx, { emailId }) => discardEmail(tx, ctx, emailId),
  async work(ctx, { emailId }) {
    if ((await handOverEmail(ctx, emailId)) === 'try-later') throw new UnavailableError('The mail server said: not now')
  },
})
