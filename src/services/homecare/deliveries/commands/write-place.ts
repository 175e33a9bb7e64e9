import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { HomecareWork } from '../../tables.ts'
import type { DeliveryPlace } from '../act.ts'
import type { Delivery } from '../queries/delivery-care.ts'

/** Writes where the clinic sends a delivery, whatever else was agreed about it. */
export async function writePlace(
  tx: AnyTx,
  ctx: Pick<Context, 'tenantId'>,
  { deliveryId, booking }: Pick<Delivery, 'deliveryId' | 'booking'>,
  place: DeliveryPlace,
): Promise<void> {
  await asTx<HomecareWork>(tx)
    .updateTable('homecare.delivery')
    .set((row) => ({
      booking: JSON.stringify({ ...booking, place: { ...place, isClinics: true } }),
      version: row('version', '+', 1),
    }))
    .where('tenant_id', '=', ctx.tenantId)
    .where('delivery_id', '=', deliveryId)
    .execute()
}
