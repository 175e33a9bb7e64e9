import type { Context } from '../../../../core/context.ts'
import type { Tx } from '../../../../core/database/transaction.ts'
import { prescriptionStep } from '../../prescriptions/commands/prescription-step.ts'
import { getPrescription, type Prescription } from '../../prescriptions/queries/prescriptions.ts'
import { carryOut } from '../../therapies/commands/carry-out.ts'
import { planReplacement } from '../../therapies/cascade.ts'
import { getPerson } from '../../therapies/queries/homecare-subject.ts'
import { loadSnapshot } from '../../therapies/queries/load-snapshot.ts'
import { follows, othersInForce } from '../../therapies/snapshot.ts'
import type { SendingWork } from './order-prescription.ts'

const REPLACED = 'A newer prescription has been accepted'

/**
 * In a company's records: what the accepted prescription follows is not supplied any more. Deliveries that can still arrive
 * are asked back first; the clinic does the same on its side when it hears of the acceptance.
 */
export async function supersedeOlder(
  tx: Tx<SendingWork>,
  ctx: Context,
  { prescriptionId, patientId }: Prescription,
): Promise<void> {
  const { recordIds } = await getPerson(tx, ctx, patientId)
  const snapshot = await loadSnapshot(tx, ctx.tenantId, recordIds)
  const accepted = snapshot.prescriptions.find(({ id }) => id === prescriptionId)
  if (accepted === undefined) return
  const recalls = planReplacement(snapshot, accepted).filter(({ on }) => on === 'delivery')
  await carryOut(tx, ctx, recalls, REPLACED)
  for (const { id } of othersInForce(snapshot, accepted).filter(({ id }) => follows(snapshot, accepted, id))) {
    const older = await getPrescription(tx, ctx.tenantId, id)
    await prescriptionStep(tx, ctx, older, 'supersede', { as: ['system'], known: { reason: REPLACED } })
  }
}
