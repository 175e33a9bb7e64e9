import { sql } from 'kysely'
import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { listPatientSummaries, type PatientSummary, type PatientTables } from '../../../../core/patients/index.ts'
import { addDays, type CivilDate } from '../../../../core/values/civil-date.ts'
import type { HomecareTables } from '../../tables.ts'
import { type DeliveryState, PROMISED } from '../delivery.ts'
import { CONTACT_WINDOW } from '../plan.ts'

/** What the list of deliveries can be narrowed to. */
export const SHOWN = {
  todo: 'To be arranged now',
  booked: 'Booked or on the way',
  trouble: 'Not arrived, being recalled or not to be used',
  delivered: 'Delivered',
  all: 'All',
} as const
export type Shown = keyof typeof SHOWN

const STATES: Record<Exclude<Shown, 'all' | 'todo'>, readonly DeliveryState[]> = {
  booked: PROMISED,
  trouble: ['failed', 'recall-requested', 'quarantined', 'disputed'],
  delivered: ['delivered', 'released', 'reconciled'],
}
const TO_ARRANGE: readonly DeliveryState[] = ['planned', 'due', 'contacted', 'deferred']

export interface DeliveryLineOfList {
  readonly deliveryId: string
  readonly patientId: string
  readonly patient: PatientSummary | undefined
  readonly medicine: string
  readonly number: number
  readonly state: DeliveryState
  readonly deliverBy: CivilDate
  readonly bookedOn: CivilDate | undefined
  readonly isNeverBooked: boolean
  readonly companyName: string | undefined
}

export interface DeliveryFilter {
  readonly shown: Shown
  readonly by: CivilDate | undefined
  readonly page: number
  readonly size: number
}

/** Deliveries by the day on which they are needed, most urgent first. */
export async function listDeliveries(
  tx: Reader<HomecareTables & PatientTables>,
  ctx: Context,
  { shown, by, page, size }: DeliveryFilter,
): Promise<{ readonly lines: readonly DeliveryLineOfList[]; readonly total: number }> {
  let query = tx
    .selectFrom('homecare.delivery as delivery')
    .innerJoin('homecare.therapy as therapy', (join) =>
      join
        .onRef('therapy.tenant_id', '=', 'delivery.tenant_id')
        .onRef('therapy.therapy_id', '=', 'delivery.therapy_id'),
    )
    .where('delivery.tenant_id', '=', ctx.tenantId)
  if (shown === 'todo') {
    const last = addDays(ctx.clock.today(), CONTACT_WINDOW.value.days)
    query = query.where('delivery.state', 'in', TO_ARRANGE).where('delivery.deliver_by', '<=', last)
  } else if (shown !== 'all') {
    query = query.where('delivery.state', 'in', STATES[shown])
  }
  if (by !== undefined) query = query.where('delivery.deliver_by', '<=', by)
  const { total } = await query.select((one) => one.fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .innerJoin('homecare.prescription as prescription', (join) =>
      join
        .onRef('prescription.tenant_id', '=', 'delivery.tenant_id')
        .onRef('prescription.prescription_id', '=', 'delivery.prescription_id'),
    )
    .innerJoin('homecare.enrolment as enrolment', (join) =>
      join
        .onRef('enrolment.tenant_id', '=', 'prescription.tenant_id')
        .onRef('enrolment.enrolment_id', '=', 'prescription.enrolment_id'),
    )
    .leftJoin('homecare.company as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'enrolment.tenant_id')
        .onRef('company.company_id', '=', 'enrolment.company_id'),
    )
    .select([
      'delivery.delivery_id',
      'delivery.patient_id',
      'therapy.medicine',
      'delivery.number',
      'delivery.state',
      'delivery.deliver_by',
      'delivery.planned_on',
      'delivery.booked_on',
      'delivery.is_never_booked',
      'company.name as company',
    ])
    .orderBy(sql`delivery.deliver_by`)
    .orderBy('delivery.delivery_id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  const ids = [...new Set(rows.map((row) => row.patient_id))]
  const patients = new Map(
    (await listPatientSummaries(tx as Reader<PatientTables>, ctx, ids)).map((one) => [one.patientId, one]),
  )
  return {
    total: Number(total),
    lines: rows.map((row) => ({
      deliveryId: row.delivery_id,
      patientId: row.patient_id,
      patient: patients.get(row.patient_id),
      medicine: row.medicine,
      number: row.number,
      state: row.state,
      deliverBy: row.deliver_by ?? row.planned_on,
      bookedOn: row.booked_on ?? undefined,
      isNeverBooked: row.is_never_booked,
      companyName: row.company ?? undefined,
    })),
  }
}
