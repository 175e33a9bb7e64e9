import { sql } from 'kysely'
import type { Reader } from '../../../../core/database/transaction.ts'
import { OVER_STATES } from '../../enrolments/enrolment.ts'
import type { DeliveryAddress, EnrolmentDetails } from '../../enrolments/enrolment-details.ts'
import type { StockLot } from '../../supply-cover/stock.ts'
import type { HomecareTables } from '../../tables.ts'
import type { DoseRoute, StructuredDose } from '../../therapies/dose.ts'
import type { TherapyState } from '../../therapies/therapy.ts'
import type { Held } from '../held.ts'

interface EnrolmentRow {
  patient_id: string
  vtm_id: string
  medicine: string
  enrolment_id: string
  version: number
  company_id: string | null
  account_reference: string | null
  owner: string | null
  details: EnrolmentDetails
  delivery_address: DeliveryAddress | null
}
interface TherapyRow {
  patient_id: string
  vtm_id: string
  medicine: string
  therapy_id: string
  version: number
  route: DoseRoute
  indication: string | null
  is_biologic: boolean
  state: TherapyState
}
interface PlanRow {
  therapy_id: string
  plan_id: string
  prescription_id: string | null
  dose: StructuredDose
  first_dose_on: string
  amount_per_unit: number
  unit_words: string
  is_shared: boolean
}
interface CountRow {
  therapy_id: string
  stock_count_id: string
  counted_on: string | null
  lots: StockLot[]
}

/** What is held of some patients, records that were merged into theirs included: by patient, one for each substance. */
export async function heldCare(
  tx: Reader<HomecareTables>,
  tenantId: string,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Held[]>> {
  if (patientIds.length === 0) return new Map()
  // One table at a time by lists of identifiers: joined, a table that was empty a moment ago is read once for every patient.
  const records = await sql<{ patient_id: string; person: string }>`
    select p.patient_id, coalesce(p.merged_into, p.patient_id) as person from core.patient p
     where p.tenant_id = ${tenantId} and (p.patient_id = any(${patientIds}::uuid[]) or p.merged_into = any(${patientIds}::uuid[]))`.execute(
    tx,
  )
  const personOf = new Map(records.rows.map(({ patient_id, person }) => [patient_id, person]))
  const recordIds = [...personOf.keys()]
  const enrolments = await sql<EnrolmentRow>`
    select e.patient_id, e.vtm_id, e.medicine, e.enrolment_id, e.version, e.company_id, e.account_reference,
           coalesce(e.owner_account_id, e.owner_team_id) as owner, e.details, e.delivery_address
      from homecare.enrolment e
     where e.tenant_id = ${tenantId} and e.patient_id = any(${recordIds}::uuid[])
       and e.counterpart_tenant_id is null and e.state <> all(${[...OVER_STATES]}::text[])
     order by e.state in ('submitted', 'stalled', 'accepted', 'active', 'suspended'), e.enrolment_id`.execute(tx)
  const therapies = await sql<TherapyRow>`
    select t.patient_id, t.vtm_id, t.medicine, t.therapy_id, t.version, t.route, t.indication, t.is_biologic, t.state
      from homecare.therapy t
     where t.tenant_id = ${tenantId} and t.patient_id = any(${recordIds}::uuid[])
       and t.counterpart_tenant_id is null and t.state <> 'stopped'
     order by t.therapy_id`.execute(tx)
  const therapyIds = therapies.rows.map(({ therapy_id }) => therapy_id)
  const plans = await sql<PlanRow>`
    select p.therapy_id, p.plan_id, p.prescription_id, p.dose, p.first_dose_on, p.amount_per_unit, p.unit_words, p.is_shared
      from homecare.dose_plan p
     where p.tenant_id = ${tenantId} and p.therapy_id = any(${therapyIds}::uuid[]) and p.replaced_at is null`.execute(
    tx,
  )
  const counts = await sql<CountRow>`
    select distinct on (c.therapy_id) c.therapy_id, c.stock_count_id, c.counted_on, c.lots
      from homecare.stock_count c
     where c.tenant_id = ${tenantId} and c.therapy_id = any(${therapyIds}::uuid[]) and c.withdrawn_at is null
     order by c.therapy_id, c.recorded_at desc, c.stock_count_id desc`.execute(tx)
  const planOf = new Map(plans.rows.map((row) => [row.therapy_id, row]))
  const countOf = new Map(counts.rows.map((row) => [row.therapy_id, row]))
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
  for (const row of enrolments.rows) put(personOf.get(row.patient_id)!, row.vtm_id, row.medicine, enrolmentOf(row))
  for (const row of therapies.rows) {
    const { therapy_id: id, vtm_id, medicine } = row
    put(personOf.get(row.patient_id)!, vtm_id, medicine, therapyOf(row, planOf.get(id), countOf.get(id)))
  }
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
    address: row.delivery_address ?? undefined,
  },
})

const therapyOf = (
  row: TherapyRow,
  plan: PlanRow | undefined,
  count: CountRow | undefined,
): Pick<Held, 'therapy' | 'plan' | 'count'> => ({
  therapy: {
    therapyId: row.therapy_id,
    version: row.version,
    route: row.route,
    indication: row.indication ?? undefined,
    isBiologic: row.is_biologic,
    mayTakeDose: row.state === 'maintained' && (plan?.prescription_id ?? null) === null,
  },
  plan: plan && {
    planId: plan.plan_id,
    dose: plan.dose,
    firstDoseOn: plan.first_dose_on,
    amountPerUnit: plan.amount_per_unit,
    unitWords: plan.unit_words,
    isShared: plan.is_shared,
  },
  count: count && {
    stockCountId: count.stock_count_id,
    countedOn: count.counted_on ?? undefined,
    units: unitsOf(count.lots),
  },
})

const unitsOf = (lots: readonly StockLot[]): number | undefined =>
  lots.reduce<number | undefined>(
    (sum, { units }) => (sum === undefined || units === 'unknown' ? undefined : sum + units),
    0,
  )
