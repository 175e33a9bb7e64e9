import type { Context } from '../../context.ts'
import type { Tx } from '../../database/transaction.ts'
import { listRecordIds } from '../queries.ts'
import { detailsFromRow } from '../record-row.ts'
import type { PatientTables } from '../tables.ts'
import { lockPatientRows, replaceSearchKeys, updateColumns } from './store.ts'

/**
 * Hides or shows a person in every record that is theirs: the live one and those merged into it. One open record would
 * undo the hiding of the others, so columns and search keys of the whole group are written together.
 */
export async function setSensitive(
  tx: Tx<PatientTables>,
  ctx: Context,
  liveId: string,
  sensitive: boolean,
): Promise<void> {
  const rows = await lockPatientRows(tx, ctx, await listRecordIds(tx, ctx, liveId))
  for (const [patientId, row] of rows)
    if (row.sensitive !== sensitive) await updateColumns(tx, ctx, patientId, { sensitive })
  await replaceSearchKeys(
    tx,
    ctx,
    [...rows].map(([patientId, row]) => ({ patientId, details: detailsFromRow(row), sensitive })),
  )
}
