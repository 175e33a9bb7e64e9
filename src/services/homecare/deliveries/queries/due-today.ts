import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import { addDays } from '../../../../core/values/civil-date.ts'
import { getOrganisation } from '../../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../../core/tenancy/tables.ts'
import { civilDateOf } from '../../../../core/values/london-time.ts'
import { newsFrom, recordedFrom } from '../booking-passed.ts'
import { PROMISED } from '../delivery.ts'
import { CONTACT_WINDOW } from '../plan.ts'
import type { HomecareTables } from '../../tables.ts'

export type DayTables = HomecareTables & TenancyTables

/**
 * Deliveries that a new day may change, by identifier, after one that was looked at before. Of those booked for a day before
 * `recordedFrom`, the ones of which this organisation keeps the record: a company, or the clinic for one without Troth.
 */
export async function listForToday(
  tx: Reader<DayTables>,
  tenantId: string,
  now: Date,
  after: string | undefined,
  limit: number,
): Promise<readonly string[]> {
  const today = civilDateOf(now)
  const { openingHours } = await getOrganisation(tx, tenantId)
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
          is.or([is('is_never_booked', '=', false), is('state_since', '>=', newsFrom(now))]),
        ]),
        is.and([
          is('state', 'in', PROMISED),
          is('booked_on', '<', recordedFrom(openingHours.nation, today)),
          is.or([is('counterpart_tenant_id', 'is not', null), is.not(is.exists(ofCompanyOnTroth(tx, tenantId)))]),
        ]),
      ]),
    )
  if (after !== undefined) query = query.where('delivery_id', '>', after)
  const rows = await query.orderBy('delivery_id').limit(limit).execute()
  return rows.map((row) => row.delivery_id)
}

/** The registration behind a delivery, when its company keeps its own record of it. */
const ofCompanyOnTroth = (tx: Reader<DayTables>, tenantId: string) =>
  tx
    .selectFrom('homecare.prescription as prescription')
    .innerJoin('homecare.enrolment as enrolment', (join) =>
      join
        .onRef('enrolment.tenant_id', '=', 'prescription.tenant_id')
        .onRef('enrolment.enrolment_id', '=', 'prescription.enrolment_id'),
    )
    .innerJoin('homecare.company as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'enrolment.tenant_id')
        .onRef('company.company_id', '=', 'enrolment.company_id'),
    )
    .select('company.company_id')
    .where('prescription.tenant_id', '=', tenantId)
    .whereRef('prescription.prescription_id', '=', sql.ref('homecare.delivery.prescription_id'))
    .where('company.recipient_tenant_id', 'is not', null)
