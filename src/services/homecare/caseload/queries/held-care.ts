import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import { OVER_STATES } from '../../enrolments/enrolment.ts'
import type { EnrolmentDetails } from '../../enrolments/enrolment-details.ts'
import type { StockLot } from '../../supply-cover/stock.ts'
import type { HomecareTables } from '../../tables.ts'
import type { DoseRoute, StructuredDose } from '../../therapies/dose.ts'
import type { TherapyState } from '../../therapies/therapy.ts'
import type { Held } from '../held.ts'

interface EnrolmentRow {
  person: string
  vtm_id: string
  medicine: string
  enrolment_id: string
  version: number
  company_id: string | null
  account_reference: string | null
  owner: string | null
  details: EnrolmentDetails
}
interface TherapyRow {
  person: string
  vtm_id: string
  medicine: string
  therapy_id: string
  version: number
  route: DoseRoute
  indication: string | null
  is_biologic: boolean
  state: TherapyState
  plan_id: string | null
  prescription_id: string | null
  dose: StructuredDose | null
  first_dose_on: string | null
  amount_per_unit: number
  unit_words: string
  is_shared: boolean
  stock_count_id: string | null
  counted_on: string | null
  lots: StockLot[] | null
}

/** What is held of some patients, records that were merged into theirs included: by patient, one for each substance. */
export async function heldCare(
  tx: Reader<HomecareTables>,
  tenantId: string,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Held[]>> {
  if (patientIds.length === 0) return new Map()
  const people = sql`(
    select p.patient_id, coalesce(p.merged_into, p.patient_id) as person from core.patient p
     where p.tenant_id = ${tenantId} and (p.patient_id = any(${patientIds}::uuid[]) or p.merged_into = any(${patientIds}::uuid[])))`
  const enrolments = await sql<EnrolmentRow>`
    select who.person, e.vtm_id, e.medicine, e.enrolment_id, e.version, e.company_id, e.account_reference,
           coalesce(e.owner_account_id, e.owner_team_id) as owner, e.details
      from homecare.enrolment e join ${people} who on who.patient_id = e.patient_id
     where e.tenant_id = ${tenantId} and e.counterpart_tenant_id is null and e.state <> all(${[...OVER_STATES]}::text[])
     order by e.state in ('submitted', 'stalled', 'accepted', 'active', 'suspended'), e.enrolment_id`.execute(tx)
  const therapies = await sql<TherapyRow>`
    select who.person, t.vtm_id, t.medicine, t.therapy_id, t.version, t.route, t.indication, t.is_biologic, t.state,
           plan.plan_id, plan.prescription_id, plan.dose, plan.first_dose_on, plan.amount_per_unit, plan.unit_words, plan.is_shared,
           count.stock_count_id, count.counted_on, count.lots
      from homecare.therapy t join ${people} who on who.patient_id = t.patient_id
      left join homecare.dose_plan plan
        on plan.tenant_id = t.tenant_id and plan.therapy_id = t.therapy_id and plan.replaced_at is null
      left join lateral (
        select c.stock_count_id, c.counted_on, c.lots from homecare.stock_count c
         where c.tenant_id = t.tenant_id and c.therapy_id = t.therapy_id and c.withdrawn_at is null
         order by c.recorded_at desc, c.stock_count_id desc limit 1) count on true
     where t.tenant_id = ${tenantId} and t.counterpart_tenant_id is null and t.state <> 'stopped'
     order by t.therapy_id`.execute(tx)
  const found = new Map<string, Held[]>()
  const put = (person: string, vtmId: string, medicine: string, part: Partial<Held>): void => {
    const all = found.get(person) ?? []
    found.set(person, all)
    const at = all.findIndex((held) => held.vtmId === vtmId)
    if (at >= 0) all[at] = { ...all[at]!, ...part }
    else
      all.push({
        patientId: person,
        vtmId,
        medicine,
        enrolment: undefined,
        therapy: undefined,
        plan: undefined,
        count: undefined,
        ...part,
      })
  }
  for (const row of enrolments.rows) put(row.person, row.vtm_id, row.medicine, enrolmentOf(row))
  for (const row of therapies.rows) put(row.person, row.vtm_id, row.medicine, therapyOf(row))
  return found
}

const enrolmentOf = (row: EnrolmentRow): Pick<Held, 'enrolment'> => ({
  enrolment: {
    enrolmentId: row.enrolment_id,
    version: row.version,
    companyId: row.company_id ?? undefined,
    accountReference: row.account_reference ?? undefined,
    ownerId: row.owner ?? undefined,
    details: row.details,
  },
})

const therapyOf = (row: TherapyRow): Pick<Held, 'therapy' | 'plan' | 'count'> => ({
  therapy: {
    therapyId: row.therapy_id,
    version: row.version,
    route: row.route,
    indication: row.indication ?? undefined,
    isBiologic: row.is_biologic,
    mayTakeDose: row.state === 'maintained' && row.prescription_id === null,
  },
  plan:
    row.plan_id === null || row.dose === null || row.first_dose_on === null
      ? undefined
      : {
          planId: row.plan_id,
          dose: row.dose,
          firstDoseOn: row.first_dose_on,
          amountPerUnit: row.amount_per_unit,
          unitWords: row.unit_words,
          isShared: row.is_shared,
        },
  count:
    row.stock_count_id === null
      ? undefined
      : { stockCountId: row.stock_count_id, countedOn: row.counted_on ?? undefined, units: unitsOf(row.lots ?? []) },
})

const unitsOf = (lots: readonly StockLot[]): number | undefined =>
  lots.reduce<number | undefined>(
    (sum, { units }) => (sum === undefined || units === 'unknown' ? undefined : sum + units),
    0,
  )
