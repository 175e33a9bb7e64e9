import type { Context } from '../context.ts'
import type { Reader } from '../database/transaction.ts'
import { openFor } from '../encryption/subject-keys.ts'
import { NotFoundError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'
import type { ConcernReport, ReporterKind } from './safety-concern.ts'
import type { ConcernWork } from './tables.ts'

export interface StoredConcern {
  readonly concernId: string
  readonly reference: string
  readonly reportedAt: Date
  readonly reporterKind: ReporterKind
  readonly reporterId: string | null
  readonly patientId: string | null
  readonly taskId: string
  /** When its task was finished, and how. */
  readonly closedAt: Date | null
  readonly outcome: string | null
}

export const concernPlace = (concernId: string) => ({
  table: 'core.safety_concern',
  column: 'sealed',
  rowId: concernId,
})

/** What was reported, newest first. */
export async function listConcerns(
  db: Reader<ConcernWork>,
  tenantId: string,
  limit = 100,
): Promise<readonly StoredConcern[]> {
  return await concerns(db, tenantId).orderBy('concern.reported_at', 'desc').limit(limit).execute()
}

/** One report, opened. Nothing is left of it when the keys of the patient who made it are destroyed. */
export async function getConcern(
  db: Reader<ConcernWork>,
  ctx: Pick<Context, 'tenantId' | 'keys'>,
  concernId: string,
): Promise<StoredConcern & { readonly report: ConcernReport | undefined }> {
  const row = isUuid(concernId)
    ? await concerns(db, ctx.tenantId)
        .select('concern.sealed')
        .where('concern.concern_id', '=', concernId)
        .executeTakeFirst()
    : undefined
  if (!row) throw new NotFoundError('Safety concern')
  const { sealed, ...concern } = row
  const subject = { subjectId: concern.patientId ?? ctx.tenantId, class: 'clinical-text' } as const
  const text = await openFor(db, ctx, subject, concernPlace(concernId), sealed)
  return { ...concern, report: text === undefined ? undefined : (JSON.parse(text) as ConcernReport) }
}

const concerns = (db: Reader<ConcernWork>, tenantId: string) =>
  db
    .selectFrom('core.safety_concern as concern')
    .innerJoin('core.task as task', (join) =>
      join.onRef('task.tenant_id', '=', 'concern.tenant_id').onRef('task.task_id', '=', 'concern.task_id'),
    )
    .select([
      'concern.concern_id as concernId',
      'concern.reference',
      'concern.reported_at as reportedAt',
      'concern.reporter_kind as reporterKind',
      'concern.reporter_id as reporterId',
      'concern.patient_id as patientId',
      'concern.task_id as taskId',
      'task.closed_at as closedAt',
      'task.outcome',
    ])
    .where('concern.tenant_id', '=', tenantId)
