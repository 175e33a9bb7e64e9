import type { Context } from '../../../../core/context.ts'
import { asTx, type AnyTx } from '../../../../core/database/any-transaction.ts'
import type { HomecareWork } from '../../tables.ts'
import type { DeliveryPlace } from '../act.ts'
import type { DeliveryCare } from '../queries/delivery-care.ts'

/**
 * Writes where the clinic sends a delivery, whatever else was agreed about it. The lines of the usual address are the usual
 * address: it then goes wherever that is on the day.
 */
export async function writePlace(
  tx: AnyTx,
  ctx: Pick<Context, 'tenantId'>,
  { delivery: { deliveryId, booking }, enrolment }: Pick<DeliveryCare, 'delivery' | 'enrolment'>,
  lines: readonly string[],
  { keepsLines = true, isSingleUse = false }: { readonly keepsLines?: boolean; readonly isSingleUse?: boolean },
): Promise<void> {
  const place: DeliveryPlace =
    lines.join('\n') === enrolment.address.join('\n')
      ? { kind: 'usual' }
      : { kind: 'other', ...(keepsLines ? { lines: [...lines] } : {}), ...(isSingleUse ? { isSingleUse } : {}) }
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
