import type { Reader } from '../../../../core/database/transaction.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import type { DoseSchedule, Pause } from '../dose-schedule.ts'
import type { StructuredDose } from '../dose.ts'
import { hasLoadingLeft } from '../pause-limit.ts'
import type { TherapyTables } from '../tables.ts'

/** Treatments that are loading, and whose last loading dose has been due. */
export async function listLoadedTherapies(
  tx: Reader<TherapyTables>,
  tenantId: string,
  today: CivilDate,
): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('homecare.therapy as therapy')
    .innerJoin('homecare.dose_plan as plan', (join) =>
      join
        .onRef('plan.tenant_id', '=', 'therapy.tenant_id')
        .onRef('plan.therapy_id', '=', 'therapy.therapy_id')
        .on('plan.replaced_at', 'is', null),
    )
    .select(['therapy.therapy_id', 'plan.dose', 'plan.first_dose_on', 'plan.ends_on'])
    .where('therapy.tenant_id', '=', tenantId)
    .where('therapy.counterpart_tenant_id', 'is', null)
    .where('therapy.state', '=', 'initiating')
    .execute()
  const ids = rows.map(({ therapy_id }) => therapy_id)
  const pauses = await pausesOf(tx, tenantId, ids)
  return rows
    .filter((row) => {
      const schedule: DoseSchedule = {
        dose: row.dose as StructuredDose,
        firstDoseOn: row.first_dose_on,
        pauses: pauses.get(row.therapy_id) ?? [],
        endsOn: row.ends_on ?? undefined,
      }
      return !hasLoadingLeft(schedule, today)
    })
    .map(({ therapy_id }) => therapy_id)
}

async function pausesOf(
  tx: Reader<TherapyTables>,
  tenantId: string,
  therapyIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Pause[]>> {
  if (therapyIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('homecare.pause')
    .select(['therapy_id', 'from_on', 'until_on', 'restart'])
    .where('tenant_id', '=', tenantId)
    .where('therapy_id', 'in', therapyIds)
    .execute()
  return Map.groupBy(
    rows.map((row) => ({
      therapyId: row.therapy_id,
      from: row.from_on,
      until: row.until_on ?? undefined,
      restart: row.restart,
    })),
    ({ therapyId }) => therapyId,
  )
}
