import type { Reader } from '../../../../core/database/transaction.ts'
import { addDays, type CivilDate } from '../../../../core/values/civil-date.ts'
import { ON_ITS_WAY } from '../delivery.ts'
import { CONTACT_WINDOW } from '../plan.ts'
import type { DeliveryTables } from '../tables.ts'

/** Deliveries that a new day may change, by identifier, after one that was looked at before. */
export async function listForToday(
  tx: Reader<DeliveryTables>,
  tenantId: string,
  today: CivilDate,
  after: string | undefined,
  limit: number,
): Promise<readonly string[]> {
  let query = tx
    .selectFrom('homecare.delivery')
    .select('delivery_id')
    .where('tenant_id', '=', tenantId)
    .where((is) =>
      is.or([
        is.and([is('state', '=', 'planned'), is('deliver_by', '<=', addDays(today, CONTACT_WINDOW.value.days))]),
        is('state', '=', 'deferred'),
        is('state', '=', 'recall-requested'),
        is.and([
          is('state', 'in', ['due', 'contacted']),
          is('deliver_by', '<', today),
          is('is_never_booked', '=', false),
        ]),
        is.and([is('state', 'in', ON_ITS_WAY), is('booked_on', '<', today)]),
      ]),
    )
  if (after !== undefined) query = query.where('delivery_id', '>', after)
  const rows = await query.orderBy('delivery_id').limit(limit).execute()
  return rows.map((row) => row.delivery_id)
}
