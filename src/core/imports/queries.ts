import type { Context } from '../context.ts'
import type { Reader } from '../database/transaction.ts'
import { NotFoundError } from '../errors.ts'
import { isUuid } from '../values/uuid.ts'
import { type ImportProblem, type ImportRun, rowOfProblem } from './import-run.ts'
import type { ImportTables } from './tables.ts'

type By = Pick<Context, 'tenantId'>

const COLUMNS = [
  'run_id as runId',
  'kind',
  'mode',
  'format',
  'state',
  'failure',
  'position',
  'file_bytes as fileBytes',
  'added',
  'changed',
  'unchanged',
  'refused',
  'held',
  'changed_fields as changedFields',
  'started_by as startedBy',
  'started_at as startedAt',
  'updated_at as updatedAt',
] as const

/** The latest imports and previews, newest first. */
export async function listImportRuns(tx: Reader<ImportTables>, by: By): Promise<ImportRun[]> {
  return await tx
    .selectFrom('core.import_run')
    .select(COLUMNS)
    .where('tenant_id', '=', by.tenantId)
    .orderBy('started_at', 'desc')
    .limit(200)
    .execute()
}

export async function getImportRun(tx: Reader<ImportTables>, by: By, runId: string): Promise<ImportRun> {
  const run = isUuid(runId)
    ? await tx
        .selectFrom('core.import_run')
        .select(COLUMNS)
        .where('tenant_id', '=', by.tenantId)
        .where('run_id', '=', runId)
        .executeTakeFirst()
    : undefined
  if (!run) throw new NotFoundError('Import')
  return run
}

/** Runs of the same file with the same settings that were to be applied, newest first. */
export async function findSameImports(
  tx: Reader<ImportTables>,
  by: By,
  file: { readonly kind: string; readonly fileHash: Buffer; readonly settingsHash: Buffer },
): Promise<ImportRun[]> {
  return await tx
    .selectFrom('core.import_run')
    .select(COLUMNS)
    .where('tenant_id', '=', by.tenantId)
    .where('kind', '=', file.kind)
    .where('file_hash', '=', file.fileHash)
    .where('settings_hash', '=', file.settingsHash)
    .where('mode', '=', 'apply')
    .orderBy('started_at', 'desc')
    .limit(20)
    .execute()
}

/** A problem as it was kept. */
export type ListedProblem = Omit<ImportProblem, 'row'> & { readonly number: number; readonly row: number | undefined }

/** Rows that were not applied, in the order of the file, after the last one of the page before. */
export async function listImportProblems(
  tx: Reader<ImportTables>,
  by: By,
  runId: string,
  page: { readonly after?: { readonly line: number; readonly number: number } | undefined; readonly limit: number },
): Promise<ListedProblem[]> {
  const { line, number } = page.after ?? { line: -1, number: -1 }
  const rows = await tx
    .selectFrom('core.import_problem')
    .select(['line', 'number', 'kind', 'column_name', 'reason', 'subject_id'])
    .where('tenant_id', '=', by.tenantId)
    .where('run_id', '=', runId)
    .where(({ eb, refTuple, tuple }) => eb(refTuple('line', 'number'), '>', tuple(line, number)))
    .orderBy('line')
    .orderBy('number')
    .limit(page.limit)
    .execute()
  return rows.map(({ column_name: column, subject_id: subjectId, ...row }) => ({
    ...row,
    row: rowOfProblem(row.number),
    column,
    ...(subjectId === null ? {} : { subjectId }),
  }))
}
