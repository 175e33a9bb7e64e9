import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { EnrolmentState } from '../../enrolments/enrolment.ts'
import type { TherapyState } from '../../therapies/therapy.ts'
import type { HomecareWork } from '../../tables.ts'

/** Which treatments: by identifier, or every one of the clinic that has not stopped. */
export type Which = readonly string[] | 'everyone'

export type TherapyRow = {
  therapy_id: string
  patient_id: string
  person_id: string
  vtm_id: string
  medicine: string
  scheme_id: string | null
  state: TherapyState
  /** As text: many have the same, which is then read once. */
  dose: string | null
  first_dose_on: CivilDate | null
  ends_on: CivilDate | null
  amount_per_unit: number | null
  is_shared: boolean | null
}

/** Narrows rows of a treatment to those that were asked for. */
export const among = (which: Which, column: string) =>
  which === 'everyone' ? sql`` : sql`and ${sql.ref(column)} = any(${which}::uuid[])`

/** Treatments that have not stopped, with the dose of now. A company's rows of its clinics are not among them. */
export async function therapyRows(tx: Reader<HomecareWork>, tenantId: string, which: Which): Promise<TherapyRow[]> {
  const { rows } = await sql<TherapyRow>`
    select t.therapy_id, t.patient_id, coalesce(p.merged_into, p.patient_id) as person_id, t.vtm_id, t.medicine, t.scheme_id, t.state,
           d.dose::text as dose, d.first_dose_on, d.ends_on, d.amount_per_unit, d.is_shared
      from homecare.therapy t
      join core.patient p on p.tenant_id = t.tenant_id and p.patient_id = t.patient_id
      left join homecare.dose_plan d
        on d.tenant_id = t.tenant_id and d.therapy_id = t.therapy_id and d.replaced_at is null
     where t.tenant_id = ${tenantId} and t.state <> 'stopped' and t.counterpart_tenant_id is null
       ${among(which, 't.therapy_id')}
     order by t.therapy_id`.execute(tx)
  return rows
}

export type EnrolmentRow = {
  enrolment_id: string
  person_id: string
  vtm_id: string
  state: EnrolmentState
  company_id: string | null
  owner_account_id: string | null
  owner_team_id: string | null
}

/** Registrations that are not at an end, of some people or of everyone. The one that is furthest on comes first. */
export async function enrolmentRows(
  tx: Reader<HomecareWork>,
  tenantId: string,
  people: readonly string[] | 'everyone',
): Promise<EnrolmentRow[]> {
  const { rows } = await sql<EnrolmentRow>`
    select e.enrolment_id, record.person_id, e.vtm_id, e.state, e.company_id, e.owner_account_id, e.owner_team_id
      from (${recordsOf(tenantId, people)}) as record
      cross join lateral (
        select * from homecare.enrolment
        where tenant_id = ${tenantId} and patient_id = record.patient_id
          and counterpart_tenant_id is null and state not in ('closed', 'withdrawn', 'deceased')
        ${people === 'everyone' ? sql`` : oneByOne}
      ) as e
     order by array_position(array['active', 'transferring', 'suspended', 'accepted'], e.state), e.created_at desc`.execute(
    tx,
  )
  return rows
}

/** Before a table that was just filled has been looked over, the planner would read all of it for each person. */
const oneByOne = sql`offset 0`

/** Each record with the one in use. */
const recordsOf = (tenantId: string, people: readonly string[] | 'everyone') =>
  people === 'everyone'
    ? sql`select patient_id, coalesce(merged_into, patient_id) as person_id from core.patient where tenant_id = ${tenantId}`
    : sql`
      select patient_id, patient_id as person_id from core.patient
      where tenant_id = ${tenantId} and patient_id = any(${people}::uuid[])
      union all
      select patient_id, merged_into from core.patient where tenant_id = ${tenantId} and merged_into = any(${people}::uuid[])`
