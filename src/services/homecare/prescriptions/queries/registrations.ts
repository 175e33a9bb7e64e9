import type { Reader } from '../../../../core/database/transaction.ts'
import type { CompanyTables } from '../../companies/tables.ts'
import type { EnrolmentState } from '../../enrolments/enrolment.ts'
import type { EnrolmentTables } from '../../enrolments/tables.ts'

type Tables = Reader<EnrolmentTables & CompanyTables>

/** A homecare registration as prescribing sees it. */
export interface Registration {
  readonly enrolmentId: string
  readonly patientId: string
  readonly schemeId: string | undefined
  readonly vtmId: string
  readonly medicine: string
  readonly state: EnrolmentState
  readonly stateSince: Date
  readonly company: string
}

/** The registrations of a patient, newest first; `recordIds` from `listRecordIds`, so that a merge loses none. */
export async function listRegistrations(
  tx: Tables,
  tenantId: string,
  recordIds: readonly string[],
): Promise<readonly Registration[]> {
  const rows = await tx
    .selectFrom('homecare.enrolment as enrolment')
    .leftJoin('homecare.company as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'enrolment.tenant_id')
        .onRef('company.company_id', '=', 'enrolment.company_id'),
    )
    .select([
      'enrolment.enrolment_id',
      'enrolment.patient_id',
      'enrolment.scheme_id',
      'enrolment.vtm_id',
      'enrolment.medicine',
      'enrolment.state',
      'enrolment.state_since',
      'company.name',
    ])
    .where('enrolment.tenant_id', '=', tenantId)
    .where('enrolment.patient_id', 'in', recordIds)
    .orderBy('enrolment.created_at', 'desc')
    .orderBy('enrolment.enrolment_id')
    .execute()
  return rows.map((row) => ({
    enrolmentId: row.enrolment_id,
    patientId: row.patient_id,
    schemeId: row.scheme_id ?? undefined,
    vtmId: row.vtm_id,
    medicine: row.medicine,
    state: row.state,
    stateSince: row.state_since,
    company: row.name ?? 'A homecare company',
  }))
}
