import { z } from 'zod'
import { saying } from '../../exchange/commands/saying.ts'
import { takeCancellation } from '../commands/take-cancellation.ts'

/** A clinic asks to cancel a prescription, or says that a newer one has taken its place. A request: it may be too late. */
export const cancellationAsked = saying<{ readonly reason: string; readonly isReplaced: boolean }>({
  name: 'homecare.cancellation-asked',
  title: 'Request to cancel a prescription',
  why: 'What should not be taken any more is not supplied.',
  body: z.object({ reason: z.string().max(2000), isReplaced: z.boolean() }),
  take: takeCancellation,
})
