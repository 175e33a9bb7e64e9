import type { Reader } from '../../../../core/database/transaction.ts'
import type { Wanted } from '../../../../core/tasks/index.ts'
import type { EnrolmentTables } from '../../enrolments/tables.ts'
import type { TherapyTables } from '../../therapies/tables.ts'

/** Who has the registration of a treatment; when there is none, whoever planned the treatment. */
export async function ownerOfTherapy(
  tx: Reader<EnrolmentTables & TherapyTables>,
  tenantId: string,
  { therapyId, patientId, vtmId }: { readonly therapyId: string; readonly patientId: string; readonly vtmId: string },
): Promise<Wanted> {
  const row = await (tx as Reader<EnrolmentTables>)
    .selectFrom('homecare.enrolment')
    .select(['owner_account_id', 'owner_team_id', 'created_by'])
    .where('tenant_id', '=', tenantId)
    .where('patient_id', '=', patientId)
    .where('vtm_id', '=', vtmId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  if (row?.owner_team_id) return { teamId: row.owner_team_id }
  if (row) return { accountId: row.owner_account_id ?? row.created_by }
  const therapy = await (tx as Reader<TherapyTables>)
    .selectFrom('homecare.therapy')
    .select('created_by')
    .where('tenant_id', '=', tenantId)
    .where('therapy_id', '=', therapyId)
    .executeTakeFirstOrThrow()
  return { accountId: therapy.created_by }
}
