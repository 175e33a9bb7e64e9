import { z } from 'zod'
import { asTx } from '../../../../core/database/any-transaction.ts'
import { saying } from '../../exchange/commands/saying.ts'
import { lockHomecare } from '../../steps/commands/lock-homecare.ts'
import type { HomecareWork } from '../../tables.ts'
import { ask } from '../commands/after-act.ts'
import { writePlace } from '../commands/write-place.ts'
import { isOpenDelivery } from '../delivery.ts'
import { findDelivery, getDeliveryCare } from '../queries/delivery-care.ts'
import { addressChanged } from '../task-reasons.ts'

const told = z.strictObject({
  deliveryId: z.uuid(),
  lines: z.array(z.string().max(100)).min(1).max(6),
  /** For one delivery alone: the company forgets it once that is made. */
  isSingleUse: z.boolean(),
})
export type AddressTold = z.infer<typeof told>

/** Where one delivery goes, when that is not where the others go. It may be too late: then the company says so by what it does. */
export const addressTold = saying<AddressTold>({
  name: 'homecare.delivery-address-told',
  title: 'The address of one delivery',
  why: 'A medicine must reach the patient where they are on that day.',
  body: told,
  async take(tx, ctx, { deliveryId, lines, isSingleUse }, { about, from }) {
    const found = await findDelivery(tx, ctx.tenantId, deliveryId)
    if (found?.prescriptionId !== about) return { subjects: [], refusals: ['We do not have this delivery'] }
    await lockHomecare(tx, ctx, found.patientId)
    const care = await getDeliveryCare(asTx<HomecareWork>(tx), ctx.tenantId, deliveryId)
    const { patientId, state } = care.delivery
    const done = { subjects: [patientId], patientId }
    if (!care.isCompany || care.otherSide !== from.tenantId) {
      return { ...done, refusals: ['This organisation does not decide about this delivery'] }
    }
    if (!isOpenDelivery(state)) return { ...done, refusals: ['This delivery was over when its address changed'] }
    if (state === 'dispatched')
      return {
        ...done,
        refusals: ['This delivery was on its way when the clinic changed its address: call the clinic'],
      }
    await writePlace(tx, ctx, care, lines, { isSingleUse })
    await ask(tx, ctx, care, addressChanged)
    return done
  },
})
