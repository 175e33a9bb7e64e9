import { command } from '../../command.ts'
import * as policy from '../policy.ts'
import { listRecordIds } from '../queries.ts'
import { detailsFromRow } from '../record-row.ts'
import type { PatientTables } from '../tables.ts'
import { lockRecord, refuseOtherVersion, type LockedRecord, type RecordVersion } from './change-record.ts'
import { lockPatientRows, replaceSearchKeys, updateColumns } from './store.ts'

export interface MarkSensitive extends RecordVersion {
  readonly sensitive: boolean
  /** Why, in the audit trail only. */
  readonly reason: string
}

/** Hides or shows again where someone lives and how to reach them, in this record and in those merged into it. */
export const markSensitive = command<PatientTables, MarkSensitive, LockedRecord, { patientId: string }>({
  action: 'patient.sensitive.marked',
  policy: policy.markSensitive,
  load: (tx, { patientId }, ctx) => lockRecord(tx, ctx, patientId),
  subjects: ({ patientId }) => [patientId],
  async run(tx, ctx, { patientId, row, sensitive: before }, { sensitive, reason, version }, note) {
    refuseOtherVersion(row, version)
    note.entity = { type: 'patient', id: patientId }
    note.values = { old: before, new: sensitive, reason }
    if (before === sensitive) return { patientId }
    const rows = await lockPatientRows(tx, ctx, await listRecordIds(tx, ctx, patientId))
    for (const id of rows.keys()) await updateColumns(tx, ctx, id, { sensitive })
    await replaceSearchKeys(
      tx,
      ctx,
      [...rows].map(([id, each]) => ({ patientId: id, details: detailsFromRow(each), sensitive })),
    )
    return { patientId }
  },
})
