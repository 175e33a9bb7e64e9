import { command, type CoreTables } from '../../command.ts'
import type { AuditValue } from '../../audit/record.ts'
import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { openFor } from '../../encryption/subject-keys.ts'
import { BadRequestError, ConflictError, NotFoundError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import * as policy from '../policy.ts'
import type { RecordSubject } from '../policy.ts'
import { findIdsByNhsNumber } from '../queries.ts'
import { detailsFromRow, type PatientRow } from '../record-row.ts'
import type { PatientTables } from '../tables.ts'
import { rowOf } from './merge-patients.ts'
import { MERGE_COLUMN, snapshotOf, takenBack, type Taken } from './merge-snapshot.ts'
import { setSensitive } from './set-sensitive.ts'
import { updateColumns, updatePatientRows } from './store.ts'

export interface UnmergePatients {
  readonly mergeId: string
  readonly survivorVersion: number
  readonly reason: string
}

export type UnmergeRefusal =
  'already-unmerged' | 'newer-merge-first' | 'survivor-is-merged' | 'nhs-number-in-use' | 'erased'
/** `kept` names the columns that someone changed after the merge, which stay as they are. */
export type UnmergeAnswer =
  | { readonly survivorId: string; readonly mergedId: string; readonly kept: readonly string[] }
  | { readonly refused: UnmergeRefusal }

interface MergeSubject extends RecordSubject {
  readonly merge: { merge_id: string; merged_id: string; taken: Buffer; unmerged_at: Date | null }
  readonly survivor: PatientRow
  readonly isNewest: boolean
}

/** Takes a merge back: both records are as they were, except for what was changed since. The newest merge goes first. */
export const unmergePatients = command<PatientTables, UnmergePatients, MergeSubject, UnmergeAnswer>({
  action: 'patient.unmerged',
  policy: policy.mergeRecords,
  load: (tx, { mergeId }, ctx) => lockMerge(tx, ctx, mergeId),
  subjects: ({ patientId, merge }) => [patientId, merge.merged_id],
  async run(tx, ctx, { merge, survivor, isNewest }, input, note) {
    note.entity = { type: 'patient-merge', id: merge.merge_id }
    const refuse = (refused: UnmergeRefusal): UnmergeAnswer => {
      note.outcome = 'refused'
      return { refused }
    }
    if (merge.unmerged_at !== null) return refuse('already-unmerged')
    if (survivor.merged_into !== null) return refuse('survivor-is-merged')
    if (!isNewest) return refuse('newer-merge-first')
    if (survivor.version !== input.survivorVersion) throw new ConflictError('The record was changed by someone else')
    const reason = input.reason.trim()
    if (reason === '' || reason.length > 200)
      throw new BadRequestError('Reason must be between 1 and 200 characters', 'reason')
    const taken = await openTaken(tx, ctx, survivor.patient_id, merge)
    if (!taken) return refuse('erased')

    const [survivorId, mergedId] = [survivor.patient_id, merge.merged_id]
    const merged = await rowOf(tx, ctx, mergedId)
    const { columns, kept } = takenBack(snapshotOf(survivor), taken)
    const holder = merged.nhs_number && (await findIdsByNhsNumber(tx, ctx, [merged.nhs_number])).get(merged.nhs_number)
    const comesFree = holder === survivorId && columns.nhs_number !== merged.nhs_number
    if (holder && !comesFree) return refuse('nhs-number-in-use')

    // Someone who hid or showed the record after the merge decided for both.
    const decidedSince = survivor.sensitive !== taken.after.sensitive
    const mergedSensitive = decidedSince ? survivor.sensitive : taken.mergedWasSensitive
    const row = { ...survivor, ...columns }
    await updatePatientRows(tx, ctx, [
      {
        patientId: survivorId,
        details: detailsFromRow(row),
        sensitive: columns.sensitive,
        before: { details: detailsFromRow(survivor), sensitive: survivor.sensitive },
      },
    ])
    const { allergy_status, allergy_asked_on, allergy_asked_by } = columns
    await updateColumns(tx, ctx, mergedId, { merged_into: null })
    for (const follower of taken.followers) await updateColumns(tx, ctx, follower, { merged_into: mergedId })
    await updateColumns(tx, ctx, survivorId, { allergy_status, allergy_asked_on, allergy_asked_by })
    await setSensitive(tx, ctx, survivorId, columns.sensitive)
    await setSensitive(tx, ctx, mergedId, mergedSensitive)
    await tx
      .updateTable('core.patient_merge')
      .set({ unmerged_by: ctx.actor.id, unmerged_at: ctx.clock.now(), unmerge_reason: reason })
      .where('tenant_id', '=', ctx.tenantId)
      .where('merge_id', '=', merge.merge_id)
      .execute()
    note.values = { reason, kept, old: taken.after as unknown as AuditValue, new: columns as unknown as AuditValue }
    return { survivorId, mergedId, kept }
  },
})

async function lockMerge(tx: Tx<PatientTables & CoreTables>, ctx: Context, mergeId: string): Promise<MergeSubject> {
  const merge = isUuid(mergeId)
    ? await tx
        .selectFrom('core.patient_merge')
        .select(['merge_id', 'merged_id', 'survivor_id', 'taken', 'unmerged_at'])
        .where('tenant_id', '=', ctx.tenantId)
        .where('merge_id', '=', mergeId)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!merge) throw new NotFoundError('Merge')
  const survivor = await rowOf(tx, ctx, merge.survivor_id)
  const newest = await tx
    .selectFrom('core.patient_merge')
    .select('merge_id')
    .where('tenant_id', '=', ctx.tenantId)
    .where('survivor_id', '=', merge.survivor_id)
    .where('unmerged_at', 'is', null)
    .orderBy('merged_at', 'desc')
    .orderBy('merge_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    patientId: survivor.patient_id,
    sensitive: survivor.sensitive,
    merge,
    survivor,
    isNewest: newest?.merge_id === merge.merge_id,
  }
}

async function openTaken(
  tx: Tx<PatientTables & CoreTables>,
  ctx: Context,
  survivorId: string,
  merge: MergeSubject['merge'],
): Promise<Taken | undefined> {
  const text = await openFor(
    tx as unknown as Parameters<typeof openFor>[0],
    ctx,
    { subjectId: survivorId, class: 'audit-payload' },
    { ...MERGE_COLUMN, rowId: merge.merge_id },
    merge.taken,
  )
  return text === undefined ? undefined : (JSON.parse(text) as Taken)
}
