import { command } from '../../../../core/command.ts'
import { careAround } from '../../deliveries/queries/delivery-care.ts'
import type { NewCount } from '../../stock/count.ts'
import { keepCount } from '../../stock/commands/keep-count.ts'
import { lockSupply, type LockedSupply, type SupplyWork } from '../../supply-cover/commands/load-supply.ts'
import { newestPrescription } from '../../supply-cover/queries/newest-prescription.ts'
import { tellOfOwnHomecare } from '../policy.ts'
import { ownAct } from './own-act.ts'

export interface CountOwnStock {
  readonly therapyId: string
  readonly count: NewCount
  /** The next delivery, which can be booked once what is at home is known. */
  readonly deliveryId: string | undefined
}

/** What the patient has counted at home. The homecare company is told, and a delivery that waited for it goes on. */
export const countOwnStock = command<SupplyWork, CountOwnStock, LockedSupply, undefined>({
  action: 'homecare.own-stock.counted',
  policy: tellOfOwnHomecare,
  load: (tx, { therapyId }, ctx) => lockSupply(tx, ctx, therapyId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { therapy }, { therapyId, count, deliveryId }, note) {
    note.entity = { type: 'homecare.therapy', id: therapyId }
    const about = await newestPrescription(tx, ctx.tenantId, therapyId)
    const otherSide = about === undefined ? undefined : (await careAround(tx, ctx.tenantId, about)).otherSide
    const of = { therapyId, patientId: therapy.patientId, prescriptionId: about ?? '', otherSide }
    await keepCount(tx, ctx, of, count, 'patient-count')
    // A company that does not use Troth asks its patients itself: nothing here would reach it.
    if (deliveryId !== undefined && otherSide !== undefined) await ownAct(tx, ctx, deliveryId, { event: 'contact' })
    return undefined
  },
})
