import { z } from 'zod'
import { job } from '../jobs/job.ts'
import { applyReceived, beginApplying, noteFailedApply } from './commands/apply.ts'
import { beginDelivery, markDelivered, noteFailedDelivery, receiveParcel, takeParcel } from './commands/deliver.ts'
import { giveUpApplying, giveUpDelivery } from './commands/give-up.ts'
import { TRIES } from './disclosure.ts'

/**
 * Carries a disclosure to the recipient: at least once. Between the recipient's transaction and the sender's mark the
 * program may be killed; the next try then finds the recipient's row and only marks.
 */
export const deliverDisclosure = job({
  name: 'core.deliver-disclosure',
  says: 'Deliver information to another organisation',
  payload: z.object({ disclosureId: z.uuid() }),
  retryLimit: TRIES - 1,
  discarded: (tx, ctx, { disclosureId }) => giveUpDelivery(tx, ctx, disclosureId),
  async work(ctx, { disclosureId }) {
    try {
      if (!(await beginDelivery(ctx, disclosureId))) return
      const parcel = await takeParcel(ctx, disclosureId)
      if (!parcel) return
      await receiveParcel(ctx, parcel)
      await markDelivered(ctx, disclosureId)
    } catch (error) {
      await noteFailedDelivery(ctx, disclosureId, error)
      throw error
    }
  },
})

/** Puts a disclosure that arrived into the record of the recipient. */
export const applyDisclosure = job({
  name: 'core.apply-disclosure',
  says: 'Put information from another organisation into the record',
  payload: z.object({ senderId: z.uuid(), disclosureId: z.uuid() }),
  retryLimit: TRIES - 1,
  discarded: giveUpApplying,
  async work(ctx, id) {
    try {
      await beginApplying(ctx, id)
      await applyReceived(ctx, id)
    } catch (error) {
      await noteFailedApply(ctx, id, error)
      throw error
    }
  },
})
