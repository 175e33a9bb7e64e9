import type { Context } from '../../../core/context.ts'
import { columnsOf } from '../../../core/database/columns-of.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import { openFor } from '../../../core/encryption/subject-keys.ts'
import type { EncryptionTables } from '../../../core/encryption/tables.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { HomecareRole } from '../therapies/homecare-role.ts'
import type { MachineName, StepSource } from './step.ts'
import { stepDataMap, type StepTables } from './tables.ts'

/** A change of state as it was kept. */
export interface Step {
  readonly stepId: string
  readonly machine: MachineName
  readonly thingId: string
  readonly event: string
  readonly from: string
  readonly to: string
  readonly role: HomecareRole
  readonly actorId: string
  readonly source: StepSource | undefined
  readonly saidOn: CivilDate | undefined
  readonly reason: string | undefined
  readonly happenedAt: Date
}

/** The history of some things of one patient, oldest first. */
export async function listSteps(
  tx: Reader<StepTables & EncryptionTables>,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  thingIds: readonly string[],
): Promise<readonly Step[]> {
  if (thingIds.length === 0) return []
  const rows = await tx
    .selectFrom('homecare.step')
    .select(columnsOf(stepDataMap, 'homecare.step'))
    .where('tenant_id', '=', ctx.tenantId)
    .where('thing_id', 'in', thingIds)
    .orderBy('xid')
    .orderBy('step_id')
    .execute()
  return await Promise.all(
    rows.map(async (row) => ({
      stepId: row.step_id,
      machine: row.machine,
      thingId: row.thing_id,
      event: row.event,
      from: row.from_state,
      to: row.to_state,
      role: row.role,
      actorId: row.actor_id,
      source: row.source ?? undefined,
      saidOn: row.said_on ?? undefined,
      reason:
        row.reason === null
          ? undefined
          : await openFor(
              tx,
              ctx,
              { subjectId: row.patient_id, class: 'clinical-text' },
              { table: 'homecare.step', column: 'reason', rowId: row.step_id },
              row.reason,
            ),
      happenedAt: row.happened_at,
    })),
  )
}
