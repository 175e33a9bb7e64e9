import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import { addDays, type CivilDate } from '../../../../core/values/civil-date.ts'
import { CONTACT_WINDOW } from '../../deliveries/plan.ts'
import type { HomecareWork } from '../../tables.ts'
import { REMIND_EARLIER } from '../reminder.ts'

/** Someone whose stock check is due soon, with the delivery for which it is needed. */
export type ToBeReminded = { readonly patient_id: string; readonly deliver_by: CivilDate }

/**
 * People who can sign in and whose next delivery will soon be arranged, who have not counted in the week before and have not
 * been reminded for it.
 */
export async function toBeReminded(
  tx: Reader<HomecareWork>,
  tenantId: string,
  today: CivilDate,
): Promise<readonly ToBeReminded[]> {
  const window = addDays(today, CONTACT_WINDOW.value.days)
  const { rows } = await sql<ToBeReminded>`
    select distinct coalesce(p.merged_into, p.patient_id) as patient_id, d.deliver_by
      from homecare.delivery d
      join core.patient p on p.tenant_id = d.tenant_id and p.patient_id = d.patient_id
      join core.patient_account a
        on a.tenant_id = d.tenant_id and a.patient_id = coalesce(p.merged_into, p.patient_id) and a.status = 'active'
     where d.tenant_id = ${tenantId} and d.counterpart_tenant_id is null and d.state = 'planned'
       and d.deliver_by > ${window}::date and d.deliver_by <= ${addDays(window, REMIND_EARLIER.value.days)}::date
       and not exists (select from homecare.stock_count c
                        where c.tenant_id = d.tenant_id and c.therapy_id = d.therapy_id and c.withdrawn_at is null
                          and c.counted_on > ${addDays(today, -REMIND_EARLIER.value.days)}::date)
       and not exists (select from core.outgoing_email e
                        where e.tenant_id = d.tenant_id
                          and e.waiting_key = 'homecare.stock-check:' || coalesce(p.merged_into, p.patient_id)
                              || ':' || d.deliver_by)
     order by 1, 2`.execute(tx)
  return rows
}
