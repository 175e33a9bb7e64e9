import { z } from 'zod'
import { saying } from '../../exchange/commands/saying.ts'
import { takeRecall } from '../commands/take-recall.ts'

const asked = z.strictObject({ deliveryId: z.uuid(), reason: z.string().min(1).max(500) })
export type RecallAsked = z.infer<typeof asked>

/** The clinic asks for a delivery back. The company stops it, or says that it has gone out. */
export const recallAsked = saying<RecallAsked>({
  name: 'homecare.recall-asked',
  title: 'A delivery asked back',
  why: 'A medicine that was stopped or changed must not reach the patient.',
  body: asked,
  take: takeRecall,
})
