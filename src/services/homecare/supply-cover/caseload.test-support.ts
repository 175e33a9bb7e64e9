import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../core/database/transaction.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import { FORTNIGHTLY, LOADED } from '../therapies/dose.test-support.ts'
import type { HomecareWork } from '../tables.ts'
import { USUAL_SUPPLY_TIMES } from './deadlines.ts'

export interface Caseload {
  readonly tenantId: string
  readonly today: CivilDate
  readonly size: number
  /** Who owns each registration, in turns. */
  readonly owners: readonly string[]
}

/** The identifier of a thing of one of the patients of a caseload. */
const id = (kind: string, part: RawBuilder<unknown> = sql`i`) =>
  sql`overlay(overlay(md5(${kind} || ':' || ${part}) placing '4' from 13) placing '8' from 17)::uuid`

/**
 * A made-up caseload, by SQL: each with a registration, a treatment and a dose, and in turns every kind of stock, pause,
 * missed dose, prescription and delivery. Nothing in it follows a pattern of 7 days, so that every cover comes up.
 */
export async function bringInCaseload(tx: Tx<HomecareWork>, caseload: Caseload): Promise<void> {
  const { tenantId, today, size, owners } = caseload
  const all = sql`generate_series(1, ${size}::int) i`
  const day = sql`${today}::date`
  const at = sql`${`${today}T08:00:00Z`}::timestamptz`
  const nobody = sql`'11111111-1111-4111-8111-111111111111'::uuid`
  const owner = sql`(${[...owners]}::uuid[])[1 + i % ${owners.length}::int]`
  const [company, scheme] = [id('company', sql`''`), id('scheme', sql`''`)]
  const run = async (statement: RawBuilder<unknown>) => await statement.execute(tx)
  await run(sql`insert into homecare.company (tenant_id, company_id, name, telephone, added_at, added_by)
    values (${tenantId}, ${company}, 'Made-up Homecare', '01632 960004', ${at}, ${nobody})`)
  await run(sql`insert into homecare.scheme (tenant_id, scheme_id, vtm_id, name, live_number, made_at, made_by)
    values (${tenantId}, ${scheme}, '407317001', 'Adalimumab', 1, ${at}, ${nobody})`)
  await run(sql`insert into homecare.scheme_version (tenant_id, scheme_id, number, content, proposed_at, proposed_by)
    values (${tenantId}, ${scheme}, 1, ${JSON.stringify({ times: USUAL_SUPPLY_TIMES.value })}, ${at}, ${nobody})`)
  await run(sql`
    insert into core.patient (tenant_id, patient_id, nhs_number_absence, nhs_number_status, names, gender, birth_date, contact_points, sensitive)
    select ${tenantId}, ${id('patient')}, 'not-known', '07',
           jsonb_build_array(jsonb_build_object('id', 1, 'use', 'usual', 'prefix', '[]'::jsonb, 'given', jsonb_build_array('Given' || i),
             'family', 'Family' || i, 'suffix', '[]'::jsonb)),
           'female', date '1950-01-01' + i % 20000,
           jsonb_build_array(jsonb_build_object('id', 1, 'system', 'phone', 'value', '+447700900' || lpad((i % 1000)::text, 3, '0'), 'use', 'mobile')),
           i % 50 = 0
      from ${all}`)
  const step = (machine: string, thing: RawBuilder<unknown>, to: RawBuilder<unknown>, which = sql`true`) => sql`
    insert into homecare.step (tenant_id, step_id, machine, thing_id, patient_id, event, from_state, to_state, role, actor_id, happened_at, recorded_at)
    select ${tenantId}, ${id(`step ${machine}`)}, ${machine}, ${thing}, ${id('patient')}, 'import', 'not-begun', ${to}, 'system', ${nobody}, ${at}, ${at}
      from ${all} where ${which}`
  await run(step('enrolment', id('enrolment'), sql`'active'`))
  await run(sql`
    insert into homecare.enrolment (tenant_id, enrolment_id, patient_id, scheme_id, company_id, vtm_id, medicine, state, state_since,
                                    owner_account_id, details, created_at, created_by)
    select ${tenantId}, ${id('enrolment')}, ${id('patient')}, ${scheme}, ${company}, '407317001', 'Adalimumab', 'active', ${at},
           ${owner}, '{}', ${at}, ${nobody} from ${all}`)
  await run(step('therapy', id('therapy'), sql`'maintained'`))
  await run(sql`
    insert into homecare.therapy (tenant_id, therapy_id, patient_id, scheme_id, vtm_id, route, medicine, is_biologic, state, state_since, created_at, created_by)
    select ${tenantId}, ${id('therapy')}, ${id('patient')}, ${scheme}, '407317001', 'subcutaneous', 'Adalimumab', true, 'maintained', ${at}, ${at}, ${nobody}
      from ${all}`)
  await run(sql`
    insert into homecare.dose_plan (tenant_id, plan_id, therapy_id, patient_id, dose, first_dose_on, amount_per_unit, unit_words, is_shared, made_at, made_by)
    select ${tenantId}, ${id('plan')}, ${id('therapy')}, ${id('patient')},
           case when i % 10 = 0 then ${JSON.stringify(LOADED)}::jsonb else ${JSON.stringify(FORTNIGHTLY)}::jsonb end,
           ${day} - 60 + i % 83, 40, 'pre-filled pen', false, ${at}, ${nobody}
      from ${all} where i % 97 <> 0`)
  await run(sql`
    insert into homecare.stock_count (tenant_id, stock_count_id, therapy_id, patient_id, unknown_why, counted_on, doses_from, lots, source, actor_id, recorded_at)
    select ${tenantId}, ${id('count')}, ${id('therapy')}, ${id('patient')}, case when i % 41 = 0 then 'disputed' end,
           case when i % 41 <> 0 then ${day} - i % 70 end, case when i % 41 <> 0 then ${day} - i % 70 end,
           case when i % 41 = 0 then '[]'::jsonb else jsonb_build_array(jsonb_build_object('units', i % 13, 'state', 'usable', 'batch', 'B' || i,
             'usableFrom', ${day} - i % 70, 'usableUntil', ${day} + 400, 'source', 'company-count', 'confidence', 'counted')) end,
           'company-count', ${nobody}, ${at}
      from ${all} where i % 37 <> 0`)
  await run(sql`
    insert into homecare.pause (tenant_id, pause_id, therapy_id, patient_id, from_on, until_on, restart, made_at, made_by)
    select ${tenantId}, ${id('pause')}, ${id('therapy')}, ${id('patient')}, ${day} - 10, case when i % 2 = 0 then ${day} + 25 end,
           case when i % 3 = 0 then 'same-days' else 'from-restart' end, ${at}, ${nobody}
      from ${all} where i % 29 = 0`)
  await run(sql`
    insert into homecare.missed_dose (tenant_id, missed_dose_id, therapy_id, patient_id, due_on, doses, cause, reported_by, actor_id, recorded_at)
    select ${tenantId}, ${id('missed')}, ${id('therapy')}, ${id('patient')}, ${day} - 60 + i % 83, 1, 'forgot', 'patient', ${nobody}, ${at}
      from ${all} where i % 11 = 0`)
  const states = sql`(array['draft','in-screening','screened','signed','transmitted','acknowledged','in-supply','in-supply','in-supply','in-supply'])[1 + i % 10]`
  const prescribed = sql`i % 8 <> 0`
  await run(step('prescription', id('prescription'), states, prescribed))
  await run(sql`
    insert into homecare.prescription (tenant_id, prescription_id, patient_id, therapy_id, enrolment_id, state, state_since, prescriber_id, schedule,
                                       deliveries, interval_every, interval_unit, last_day, created_at, created_by)
    select ${tenantId}, ${id('prescription')}, ${id('patient')}, ${id('therapy')}, ${id('enrolment')}, ${states}, ${at}, ${nobody}, 'none', 3, 8, 'week',
           ${day} + i % 180, ${at}, ${nobody}
      from ${all} where ${prescribed}`)
  const delivering = sql`i % 8 <> 0 and i % 10 in (6, 7, 8)`
  const coming = sql`(array['due','booked','contacted','booked'])[1 + i % 4]`
  await run(step('delivery', id('delivery'), coming, delivering))
  await run(sql`
    insert into homecare.delivery (tenant_id, delivery_id, prescription_id, therapy_id, patient_id, number, state, state_since, lines, units, planned_on,
                                   booked_on, created_at)
    select ${tenantId}, ${id('delivery')}, ${id('prescription')}, ${id('therapy')}, ${id('patient')}, 1, ${coming}, ${at}, '[]', 4, ${day} + 20,
           case when ${coming} = 'booked' then ${day} + i % 20 end, ${at}
      from ${all} where ${delivering}`)
}
