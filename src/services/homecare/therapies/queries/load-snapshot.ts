import type { Reader } from '../../../../core/database/transaction.ts'
import type { Schedule } from '../../../../core/medicines/index.ts'
import type { HomecareTables } from '../../tables.ts'
import type { DeliverySnapshot, HomecareSnapshot } from '../snapshot.ts'

/**
 * Everything of one patient's homecare that rules look across. `recordIds` are the ids of the patient's record and of those
 * merged into it. Call `lockHomecare` first where a change will rest on it.
 */
export async function loadSnapshot(
  tx: Reader<HomecareTables>,
  tenantId: string,
  recordIds: readonly string[],
): Promise<HomecareSnapshot> {
  const [enrolments, therapies, prescriptions, deliveries, matters] = await Promise.all([
    tx
      .selectFrom('homecare.enrolment')
      .select(['enrolment_id', 'state', 'owner_account_id', 'owner_team_id'])
      .where('tenant_id', '=', tenantId)
      .where('patient_id', 'in', recordIds)
      .execute(),
    tx
      .selectFrom('homecare.therapy')
      .select(['therapy_id', 'state'])
      .where('tenant_id', '=', tenantId)
      .where('patient_id', 'in', recordIds)
      .execute(),
    tx
      .selectFrom('homecare.prescription')
      .select([
        'prescription_id',
        'therapy_id',
        'enrolment_id',
        'state',
        'replaces_id',
        'prescriber_id',
        'screener_id',
        'ordered_by',
        'paid_by',
        'schedule',
        'left_by',
        'signed_units',
        'extra_units',
      ])
      .where('tenant_id', '=', tenantId)
      .where('patient_id', 'in', recordIds)
      .execute(),
    tx
      .selectFrom('homecare.delivery')
      .select(['delivery_id', 'prescription_id', 'state', 'units', 'dispensed'])
      .where('tenant_id', '=', tenantId)
      .where('patient_id', 'in', recordIds)
      .execute(),
    tx
      .selectFrom('homecare.matter')
      .select(['matter_id', 'kind', 'closed_at', 'outcome_code', 'closed_by'])
      .where('tenant_id', '=', tenantId)
      .where('patient_id', 'in', recordIds)
      .where('kind', '<>', 'problem')
      .execute(),
  ])
  return {
    enrolments: enrolments.map((row) => ({
      id: row.enrolment_id,
      state: row.state,
      ownerId: row.owner_account_id ?? row.owner_team_id ?? undefined,
      // The worklist is made of every registration that is open, so that none can be left off it.
      isCoverKnown: false,
      isOnWorklist: true,
    })),
    therapies: therapies.map((row) => ({ id: row.therapy_id, state: row.state })),
    prescriptions: prescriptions.map((row) => ({
      id: row.prescription_id,
      therapyId: row.therapy_id,
      enrolmentId: row.enrolment_id,
      state: row.state,
      replacesId: row.replaces_id ?? undefined,
      prescriberId: row.prescriber_id,
      screenerId: row.screener_id ?? undefined,
      orderedById: row.ordered_by ?? undefined,
      paidById: row.paid_by ?? undefined,
      schedule: scheduleOf(row.schedule),
      leftBy: row.left_by ?? undefined,
      signedUnits: row.signed_units ?? 0,
      recordedExtraUnits: row.extra_units,
    })),
    deliveries: deliveries.map((row) => ({
      id: row.delivery_id,
      prescriptionId: row.prescription_id,
      state: row.state,
      units: row.units,
      dispensed: (row.dispensed as DeliverySnapshot['dispensed'] | null) ?? undefined,
    })),
    matters: matters.map((row) => ({
      id: row.matter_id,
      kind: row.kind as 'query' | 'override' | 'failure',
      isClosed: row.closed_at !== null,
      outcome: row.outcome_code ?? '',
      closedById: row.closed_by ?? undefined,
    })),
  }
}

/** A schedule as its column holds it. */
export const scheduleOf = (text: string): Schedule =>
  text === 'none' || text === 'not-stated' ? text : (Number(text) as Schedule)
