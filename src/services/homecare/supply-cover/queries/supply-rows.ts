import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { Nation } from '../../../../core/values/bank-holidays.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { DeliveryState } from '../../deliveries/delivery.ts'
import type { PrescriptionState } from '../../prescriptions/prescription-state.ts'
import type { HomecareWork } from '../../tables.ts'
import type { SupplyTimes } from '../deadlines.ts'
import { among, type Which } from './therapy-rows.ts'

export type PrescriptionRow = {
  therapy_id: string
  state: PrescriptionState
  answer_by: Date | null
  last_day: CivilDate | null
  not_before: CivilDate | null
  deliveries_left: number
}

/**
 * Prescriptions that are not at an end, with how many of their deliveries nobody has made or given up. All are planned at once,
 * and some may not be needed: until then as many as were signed are left.
 */
export async function prescriptionRows(tx: Reader<HomecareWork>, tenantId: string, which: Which) {
  const { rows } = await sql<PrescriptionRow>`
    select r.therapy_id, r.state, r.answer_by, r.last_day, r.not_before,
           case when planned.number is null then coalesce(r.deliveries, 1) else planned.open end as deliveries_left
      from homecare.prescription r
      left join lateral (
        select max(d.number) as number,
               (count(*) filter (where d.state not in ('delivered', 'returned', 'quarantined', 'released', 'destroyed',
                                                       'disputed', 'reconciled', 'recall-requested', 'recalled')))::integer as open
          from homecare.delivery d
         where d.tenant_id = r.tenant_id and d.prescription_id = r.prescription_id) planned on true
     where r.tenant_id = ${tenantId} and r.counterpart_tenant_id is null
       and r.state not in ('discarded', 'declined', 'completed', 'cancelled', 'expired', 'replaced', 'superseded')
       ${among(which, 'r.therapy_id')}
     order by r.created_at desc`.execute(tx)
  return Map.groupBy(rows, (row) => row.therapy_id)
}

export type DeliveryRow = {
  therapy_id: string
  state: DeliveryState
  booked_on: CivilDate | null
  units: number
  usable_until: CivilDate | null
}

/** Deliveries that are still to come. What was dispensed is as good as its batch that expires first. */
export async function deliveryRows(tx: Reader<HomecareWork>, tenantId: string, which: Which) {
  const { rows } = await sql<DeliveryRow>`
    select d.therapy_id, d.state, d.booked_on, d.units,
           (select min(pack ->> 'usableUntil') from jsonb_array_elements(d.dispensed -> 'packs') pack) as usable_until
      from homecare.delivery d
     where d.tenant_id = ${tenantId} and d.counterpart_tenant_id is null
       and d.state in ('planned', 'due', 'contacted', 'deferred', 'booked', 'dispensed', 'dispatched', 'failed')
       ${among(which, 'd.therapy_id')}`.execute(tx)
  return Map.groupBy(rows, (row) => row.therapy_id)
}

/** How long each step takes, by the scheme that is in use. */
export async function schemeTimes(
  tx: Reader<HomecareWork>,
  tenantId: string,
): Promise<ReadonlyMap<string, SupplyTimes>> {
  const { rows } = await sql<{ scheme_id: string; times: SupplyTimes }>`
    select s.scheme_id, v.content -> 'times' as times
      from homecare.scheme s
      join homecare.scheme_version v
        on v.tenant_id = s.tenant_id and v.scheme_id = s.scheme_id and v.number = s.live_number
     where s.tenant_id = ${tenantId}`.execute(tx)
  return new Map(rows.map(({ scheme_id, times }) => [scheme_id, times]))
}

export async function companyRows(tx: Reader<HomecareWork>, tenantId: string) {
  const { rows } = await sql<{ company_id: string; name: string; nation: Nation }>`
    select company_id, name, nation from homecare.company where tenant_id = ${tenantId}`.execute(tx)
  return new Map(rows.map((row) => [row.company_id, row]))
}
