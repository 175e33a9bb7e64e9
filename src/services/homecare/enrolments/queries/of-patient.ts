import type { Reader } from '../../../../core/database/transaction.ts'
import type { CompanyTables } from '../../companies/tables.ts'
import type { EnrolmentDetails } from '../enrolment-details.ts'
import type { EnrolmentTables } from '../tables.ts'

/** The registrations of a person, newest first, by any of their records. */
export async function registrationsOfPatient(
  tx: Reader<EnrolmentTables & CompanyTables>,
  tenantId: string,
  recordIds: readonly string[],
) {
  const rows = await tx
    .selectFrom('homecare.enrolment as enrolment')
    .leftJoin('homecare.company as company', (join) =>
      join
        .onRef('company.tenant_id', '=', 'enrolment.tenant_id')
        .onRef('company.company_id', '=', 'enrolment.company_id'),
    )
    .select([
      'enrolment.enrolment_id',
      'enrolment.medicine',
      'enrolment.state',
      'enrolment.state_since',
      'enrolment.details',
      'company.name',
    ])
    .where('enrolment.tenant_id', '=', tenantId)
    .where('enrolment.patient_id', 'in', recordIds)
    .orderBy('enrolment.created_at', 'desc')
    .orderBy('enrolment.enrolment_id')
    .execute()
  return rows.map((row) => ({
    enrolmentId: row.enrolment_id,
    medicine: row.medicine,
    state: row.state,
    stateSince: row.state_since,
    with: row.name ?? (row.details as EnrolmentDetails).from?.hospital ?? '',
  }))
}
