import { sql } from 'kysely'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../database/transaction.ts'
import { ConflictError } from '../errors.ts'
import { newUuid } from '../values/uuid.ts'
import {
  type ImportFormat,
  type ImportMode,
  type ImportRun,
  type ImportStep,
  MOST_OF_A_ROW,
  problemNumber,
} from './import-run.ts'
import * as policy from './policy.ts'
import { getImportRun } from './queries.ts'
import type { ImportTables } from './tables.ts'

export interface StartImport {
  readonly kind: string
  readonly mode: ImportMode
  readonly format: ImportFormat
  /** Hexadecimal SHA-256. */
  readonly fileHash: string
  readonly settingsHash: string
  readonly fileBytes: number
}

export const startImport = command<ImportTables, StartImport, undefined, { readonly runId: string }>({
  action: 'core.import.started',
  policy: policy.runImport,
  load: () => Promise.resolve(undefined),
  subjects: () => [],
  async run(tx, ctx, _subject, input, note) {
    const now = ctx.clock.now()
    const runId = newUuid(now)
    await tx
      .insertInto('core.import_run')
      .values({
        tenant_id: ctx.tenantId,
        run_id: runId,
        kind: input.kind,
        mode: input.mode,
        format: input.format,
        file_hash: Buffer.from(input.fileHash, 'hex'),
        settings_hash: Buffer.from(input.settingsHash, 'hex'),
        file_bytes: input.fileBytes,
        failure: null,
        started_by: ctx.actor.id,
        started_at: now,
        updated_at: now,
      })
      .execute()
    note.entity = { type: 'import', id: runId }
    note.values = { ...input }
    return { runId }
  },
})

export interface FinishImport {
  readonly runId: string
  /** Why it could not go on, in a sentence without values from the file. */
  readonly failure?: string | undefined
}

export const finishImport = command<ImportTables, FinishImport, ImportRun, undefined>({
  action: 'core.import.finished',
  policy: policy.runImport,
  load: (tx, { runId }, ctx) => getImportRun(tx, ctx, runId),
  subjects: () => [],
  async run(tx, ctx, run, { runId, failure }, note) {
    const { added, changed, unchanged, refused, held, position } = run
    note.entity = { type: 'import', id: runId }
    note.values = { added, changed, unchanged, refused, held, position, failure: failure ?? null }
    await tx
      .updateTable('core.import_run')
      .set({
        state: failure === undefined ? 'finished' : 'failed',
        failure: failure ?? null,
        updated_at: ctx.clock.now(),
      })
      .where('tenant_id', '=', ctx.tenantId)
      .where('run_id', '=', runId)
      .execute()
    return undefined
  },
})

/**
 * Moves a run on, in the transaction that applies its rows: a row is applied exactly once, whatever is killed when. Throws
 * `ConflictError` when another process is bringing in the same file.
 */
export async function advanceImport(
  tx: Tx<ImportTables>,
  ctx: Pick<Context, 'tenantId' | 'clock'>,
  { runId, from, rows, counts, changedFields, problems }: ImportStep,
): Promise<void> {
  const moved = await sql<{ run_id: string }>`
    update core.import_run as run set
      position = run.position + ${rows}, updated_at = ${ctx.clock.now()},
      added = run.added + ${counts.added}, changed = run.changed + ${counts.changed},
      unchanged = run.unchanged + ${counts.unchanged}, refused = run.refused + ${counts.refused},
      held = run.held + ${counts.held},
      changed_fields = run.changed_fields || (
        select coalesce(jsonb_object_agg(key, value::bigint + coalesce((run.changed_fields ->> key)::bigint, 0)), '{}')
        from jsonb_each_text(${JSON.stringify(changedFields)}::jsonb))
    where run.tenant_id = ${ctx.tenantId} and run.run_id = ${runId} and run.position = ${from} and run.state = 'running'
    returning run.run_id`.execute(tx)
  if (moved.rows.length !== 1) throw new ConflictError('This file is being brought in by another process')
  if (problems.length === 0) return
  const counted = new Map<number, number>()
  const kept = problems.flatMap((problem) => {
    const at = counted.get(problem.row) ?? 0
    counted.set(problem.row, at + 1)
    return at < MOST_OF_A_ROW ? [{ ...problem, number: problemNumber(problem.row, at) }] : []
  })
  await tx
    .insertInto('core.import_problem')
    .values(
      kept.map(({ line, number, kind, column, reason, subjectId }) => ({
        tenant_id: ctx.tenantId,
        run_id: runId,
        line,
        number,
        kind,
        column_name: column,
        reason,
        subject_id: subjectId ?? null,
      })),
    )
    .execute()
}
