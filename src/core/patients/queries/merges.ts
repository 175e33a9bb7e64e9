import type { Context } from '../../context.ts'
import type { Reader } from '../../database/transaction.ts'
import { NotFoundError } from '../../errors.ts'
import { isUuid } from '../../values/uuid.ts'
import type { PatientTables } from '../tables.ts'

/** A merge as a page shows it. */
export interface Merge {
  readonly mergeId: string
  readonly survivorId: string
  readonly mergedId: string
  readonly reason: string
  readonly mergedBy: string
  readonly mergedAt: Date
  readonly unmergedAt: Date | undefined
}

const COLUMNS = [
  'merge_id as mergeId',
  'survivor_id as survivorId',
  'merged_id as mergedId',
  'reason',
  'merged_by as mergedBy',
  'merged_at as mergedAt',
  'unmerged_at as unmergedAt',
] as const

type Tables = Reader<PatientTables>
type By = Pick<Context, 'tenantId'>

export async function getMerge(tx: Tables, by: By, mergeId: string): Promise<Merge> {
  const merge = isUuid(mergeId)
    ? await tx
        .selectFrom('core.patient_merge')
        .select(COLUMNS)
        .where('tenant_id', '=', by.tenantId)
        .where('merge_id', '=', mergeId)
        .executeTakeFirst()
    : undefined
  if (!merge) throw new NotFoundError('Merge')
  return { ...merge, unmergedAt: merge.unmergedAt ?? undefined }
}

/** Merges that are in force with this record on either side, newest first. */
export async function listMerges(tx: Tables, by: By, patientId: string): Promise<Merge[]> {
  const merges = await tx
    .selectFrom('core.patient_merge')
    .select(COLUMNS)
    .where('tenant_id', '=', by.tenantId)
    .where((where) => where.or([where('survivor_id', '=', patientId), where('merged_id', '=', patientId)]))
    .where('unmerged_at', 'is', null)
    .orderBy('merged_at', 'desc')
    .orderBy('merge_id', 'desc')
    .execute()
  return merges.map((merge) => ({ ...merge, unmergedAt: merge.unmergedAt ?? undefined }))
}
