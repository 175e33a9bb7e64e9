import { command, type CoreTables } from '../../command.ts'
import type { AuditValue } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { sealFor } from '../../encryption/subject-keys.ts'
import { BadRequestError, ConflictError, NotFoundError } from '../../errors.ts'
import { newUuid } from '../../values/uuid.ts'
import { changesBetween } from '../changes.ts'
import { mergedDetails, type MergeChoices } from '../merge.ts'
import * as policy from '../policy.ts'
import type { RecordSubject } from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { detailsFromRow, type PatientRow } from '../record-row.ts'
import type { PatientTables } from '../tables.ts'
import { MERGE_COLUMN, snapshotOf, type Taken } from './merge-snapshot.ts'
import { setSensitive } from './set-sensitive.ts'
import { lockPatientRows, updateColumns, updatePatientRows } from './store.ts'

export interface MergePatients {
  readonly survivorId: string
  readonly survivorVersion: number
  readonly mergedId: string
  readonly mergedVersion: number
  readonly reason: string
  /** Whose value to keep where they differ; the rest as `mergeConflicts` proposes. */
  readonly choices: MergeChoices
}

interface Pair extends RecordSubject {
  readonly survivor: PatientRow
  readonly merged: PatientRow
}

/**
 * Says that two records are one person's. Nothing of the merged record moves or changes: it points to the survivor, which
 * takes over what was chosen. Rows of other nouns stay where they are and are read through `listRecordIds`.
 */
export const mergePatients = command<PatientTables, MergePatients, Pair, { mergeId: string }>({
  action: 'patient.merged',
  policy: policy.mergeRecords,
  async load(tx, { survivorId, mergedId }, ctx) {
    const rows = await lockPatientRows(tx, ctx, [survivorId, mergedId])
    const [survivor, merged] = [rows.get(survivorId), rows.get(mergedId)]
    if (!survivor || !merged || survivorId === mergedId) throw new NotFoundError('Patient')
    return { patientId: survivorId, sensitive: survivor.sensitive || merged.sensitive, survivor, merged }
  },
  subjects: ({ survivor, merged }) => [survivor.patient_id, merged.patient_id],
  async run(tx, ctx, { survivor, merged, sensitive }, input, note) {
    if (survivor.merged_into !== null || merged.merged_into !== null)
      throw new ConflictError('One of the records was already merged')
    if (survivor.version !== input.survivorVersion || merged.version !== input.mergedVersion)
      throw new ConflictError('One of the records was changed by someone else')
    const reason = input.reason.trim()
    if (reason === '' || reason.length > 200)
      throw new BadRequestError('Reason must be between 1 and 200 characters', 'reason')

    const [survivorId, mergedId] = [survivor.patient_id, merged.patient_id]
    const mergeId = newUuid(ctx.clock.now())
    const [mine, theirs] = [detailsFromRow(survivor), detailsFromRow(merged)]
    const details = mergedDetails(mine, theirs, input.choices)
    const allergy = strongerAnswer(survivor, merged)

    // The merged record steps back first: an NHS number stands on one live record only.
    const followers = (await listRecordIds(tx, ctx, mergedId)).slice(1)
    await updateColumns(tx, ctx, mergedId, { merged_into: survivorId })
    for (const follower of followers) await updateColumns(tx, ctx, follower, { merged_into: survivorId })
    await updatePatientRows(tx, ctx, [
      { patientId: survivorId, details, sensitive, before: { details: mine, sensitive: survivor.sensitive } },
    ])
    await updateColumns(tx, ctx, survivorId, allergy)
    await setSensitive(tx, ctx, survivorId, sensitive)

    const taken: Taken = {
      before: snapshotOf(survivor),
      after: snapshotOf(await rowOf(tx, ctx, survivorId)),
      mergedWasSensitive: merged.sensitive,
      followers,
    }
    await tx
      .insertInto('core.patient_merge')
      .values({
        tenant_id: ctx.tenantId,
        merge_id: mergeId,
        survivor_id: survivorId,
        merged_id: mergedId,
        reason,
        merged_by: ctx.actor.id,
        merged_at: ctx.clock.now(),
        taken: await sealFor(
          tx as unknown as Parameters<typeof sealFor>[0],
          ctx,
          { subjectId: survivorId, class: 'audit-payload' },
          { ...MERGE_COLUMN, rowId: mergeId },
          JSON.stringify(taken),
        ),
        unmerged_by: null,
        unmerged_at: null,
        unmerge_reason: null,
      })
      .execute()
    note.entity = { type: 'patient-merge', id: mergeId }
    const changes = changesBetween(mine, details)
    note.values = { merged: mergedId, reason, ...(changes as unknown as { old: AuditValue; new: AuditValue }) }
    return { mergeId }
  },
})

/** An allergy in either record is an allergy of the person. "None known" holds only where no record says otherwise. */
function strongerAnswer(survivor: PatientRow, merged: PatientRow) {
  const order: readonly PatientRow['allergy_status'][] = ['listed', 'none-known', 'not-yet-asked']
  const isStronger = order.indexOf(merged.allergy_status) < order.indexOf(survivor.allergy_status)
  const { allergy_status, allergy_asked_on, allergy_asked_by } = isStronger ? merged : survivor
  return { allergy_status, allergy_asked_on, allergy_asked_by }
}

/** The row as it is now, locked. */
export async function rowOf(tx: Tx<PatientTables & CoreTables>, ctx: Context, patientId: string): Promise<PatientRow> {
  const row = (await lockPatientRows(tx, ctx, [patientId])).get(patientId)
  if (!row) throw new NotFoundError('Patient')
  return row
}
