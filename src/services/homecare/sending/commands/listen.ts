import { asTx } from '../../../../core/database/any-transaction.ts'
import { say } from '../../exchange/commands/say.ts'
import { listen } from '../../prescriptions/commands/announce.ts'
import { getSupplier } from '../queries/parties.ts'
import { cancellationAsked } from '../sayings/cancellation-asked.ts'
import { askByHand } from './ask-by-hand.ts'
import type { SendingWork } from './order-prescription.ts'
import { closeQueries } from './take-answer.ts'

/** When a cancellation is asked for, the company hears of it in the same transaction: by Troth, or by a person with a task. */
listen('cancellation-asked', async (tx, ctx, { prescription, reason }) => {
  if (prescription.counterpartId !== undefined) return
  const { prescriptionId: about, patientId } = prescription
  const isReplaced = prescription.state === 'superseded'
  await closeQueries(tx, ctx, prescription, 'cancel-asked')
  const { company } = await getSupplier(asTx<SendingWork>(tx), ctx.tenantId, prescription)
  if (company.recipientId === undefined) {
    if (!isReplaced) await askByHand(tx, ctx, prescription)
    return
  }
  await say(tx, ctx, cancellationAsked, { to: company.recipientId, about, patientId, body: { reason, isReplaced } })
})
