import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import { isHandedOver, isOpenDelivery } from '../../deliveries/delivery.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription } from '../../prescriptions/queries/prescriptions.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { deliveriesOf } from '../../therapies/snapshot.ts'
import type { SendingWork } from './order-prescription.ts'

/**
 * Ends a prescription of which every delivery is over. Call it in the transaction in which one ended; answers whether it was
 * the last. While deliveries that were signed for are not even planned, it goes on.
 */
export async function completeSupply(anyTx: AnyTx, ctx: Context, prescriptionId: string): Promise<boolean> {
  const tx = asTx<SendingWork>(anyTx)
  const prescription = await getPrescription(tx, ctx.tenantId, prescriptionId)
  const { recordIds } = await getPerson(tx, ctx, prescription.patientId)
  const mine = deliveriesOf(await loadSnapshot(tx, ctx.tenantId, recordIds), prescriptionId)
  const isAllMade = mine.filter(({ state }) => isHandedOver(state)).length >= (prescription.deliveries ?? 1)
  if (mine.some(({ state }) => isOpenDelivery(state)) || (prescription.state === 'in-supply' && !isAllMade))
    return false
  const outcome = await prescriptionStep(tx, ctx, prescription, 'complete', { as: ['system'] })
  return !outcome.refusals
}
