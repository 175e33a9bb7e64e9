import type { Context } from '../../../../core/context.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import type { IdentityTables } from '../../../../core/identity/accounts/tables.ts'
import { listPatientSummaries, type PatientSummary, type PatientTables } from '../../../../core/patients/index.ts'
import { namesOf } from '../../../../core/tasks/index.ts'
import type { PrescriptionClass } from '../../prescriptions/classify.ts'
import type { PrescriptionState } from '../../prescriptions/prescription-state.ts'
import type { HomecareTables } from '../../tables.ts'

/** A prescription in a queue. */
export interface QueueLine {
  readonly prescriptionId: string
  readonly patient: PatientSummary | undefined
  readonly medicine: string
  readonly state: PrescriptionState
  readonly class: PrescriptionClass | undefined
  readonly since: Date
  readonly prescriber: string
  readonly company: string
  readonly answerBy: Date | undefined
}

export interface QueueFilter {
  readonly states: readonly PrescriptionState[]
  readonly class?: PrescriptionClass | undefined
  readonly prescriberId?: string | undefined
  /** In a company: what clinics sent; in a clinic: its own. */
  readonly isReceived: boolean
}

export type QueueTables = HomecareTables & PatientTables & IdentityTables
export const PAGE_SIZE = 50
/** Lines of a file: each patient in it is named in the audit trail. */
export const FILE_SIZE = 1_000

/** Prescriptions in some states, the one that has waited longest first. */
export async function listQueue(
  tx: Reader<QueueTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  filter: QueueFilter,
  { number, size }: { readonly number: number; readonly size: number },
): Promise<{ readonly lines: readonly QueueLine[]; readonly total: number }> {
  let query = tx
    .selectFrom('homecare.prescription as prescription')
    .innerJoin('homecare.therapy as therapy', (join) =>
      join
        .onRef('therapy.tenant_id', '=', 'prescription.tenant_id')
        .onRef('therapy.therapy_id', '=', 'prescription.therapy_id'),
    )
    .leftJoin('homecare.enrolment as enrolment', (join) =>
      join
        .onRef('enrolment.tenant_id', '=', 'prescription.tenant_id')
        .onRef('enrolment.enrolment_id', '=', 'prescription.enrolment_id'),
    )
    .leftJoin('homecare.company as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'enrolment.tenant_id')
        .onRef('company.company_id', '=', 'enrolment.company_id'),
    )
    .where('prescription.tenant_id', '=', ctx.tenantId)
    .where('prescription.state', 'in', filter.states)
    .where('prescription.counterpart_tenant_id', filter.isReceived ? 'is not' : 'is', null)
  if (filter.class !== undefined) query = query.where('prescription.class', '=', filter.class)
  if (filter.prescriberId !== undefined) query = query.where('prescription.prescriber_id', '=', filter.prescriberId)
  const { total } = await query.select((row) => row.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .select([
      'prescription.prescription_id',
      'prescription.patient_id',
      'prescription.state',
      'prescription.class',
      'prescription.state_since',
      'prescription.prescriber_id',
      'prescription.left_by',
      'prescription.answer_by',
      'therapy.medicine',
      'company.name as company',
    ])
    .orderBy('prescription.state_since')
    .orderBy('prescription.prescription_id')
    .limit(size)
    .offset((number - 1) * size)
    .execute()
  const patients = await listPatientSummaries(
    tx as unknown as Reader<PatientTables>,
    ctx,
    rows.map(({ patient_id }) => patient_id),
  )
  const names = await namesOf(
    tx as unknown as Reader<IdentityTables>,
    ctx.tenantId,
    rows.map(({ prescriber_id }) => prescriber_id),
  )
  return {
    total: Number(total),
    lines: rows.map((row) => ({
      prescriptionId: row.prescription_id,
      patient: patients.find(({ patientId }) => patientId === row.patient_id),
      // Of paper that a company waits for, the medicine is not shown.
      medicine: filter.isReceived && row.left_by === 'ink' ? 'On paper' : row.medicine,
      state: row.state,
      class: row.class ?? undefined,
      since: row.state_since,
      prescriber: names.get(row.prescriber_id) ?? '',
      company: row.company ?? '',
      answerBy: row.answer_by ?? undefined,
    })),
  }
}

export const patientsOf = (lines: readonly QueueLine[]): readonly string[] => [
  ...new Set(lines.flatMap(({ patient }) => (patient === undefined ? [] : [patient.patientId]))),
]
