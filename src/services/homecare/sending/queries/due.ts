import type { Reader } from '../../../../core/database/transaction.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { PrescriptionTables } from '../../prescriptions/tables.ts'

type Tables = Reader<PrescriptionTables>

/** Prescriptions that their company should have answered by now. */
export async function listUnanswered(tx: Tables, tenantId: string, now: Date): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('homecare.prescription')
    .select('prescription_id')
    .where('tenant_id', '=', tenantId)
    .where('counterpart_tenant_id', 'is', null)
    .where('state', '=', 'transmitted')
    .where('answer_by', '<', now)
    .orderBy('prescription_id')
    .execute()
  return rows.map(({ prescription_id }) => prescription_id)
}

/** Prescriptions whose last day for a first supply is past, and that have not ended. */
export async function listPastLastDay(tx: Tables, tenantId: string, today: CivilDate): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('homecare.prescription')
    .select('prescription_id')
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', [
      'signed',
      'ordered',
      'transmitted',
      'unacknowledged',
      'company-query',
      'acknowledged',
      'in-supply',
    ])
    .where('last_day', '<', today)
    .orderBy('prescription_id')
    .execute()
  return rows.map(({ prescription_id }) => prescription_id)
}
