import { createHash } from 'node:crypto'
import type { Context } from '../../../core/context.ts'
import { inTenant, readInTenant } from '../../../core/database/in-tenant.ts'
import type { Reader } from '../../../core/database/transaction.ts'
import { BadRequestError, ConflictError, NotAllowedError } from '../../../core/errors.ts'
import type { IdentityTables } from '../../../core/identity/accounts/tables.ts'
import {
  addCounts,
  advanceImport,
  findSameImports,
  finishImport,
  getImportRun,
  type ImportCounts,
  type ImportRun,
  type ImportTables,
  startImport,
  UnreadableFile,
} from '../../../core/imports/index.ts'
import { type FileSurvey, surveyFile } from '../../../core/patients/import/survey-file.ts'
import { writeReport } from '../../../core/patients/import/write-report.ts'
import { allowsRole } from '../../../core/policy/enforce.ts'
import type { TaskTables } from '../../../core/tasks/tables.ts'
import { getOrganisation } from '../../../core/tenancy/queries.ts'
import type { TenancyTables } from '../../../core/tenancy/tables.ts'
import type { HomecareWork } from '../tables.ts'
import { ChangesFile } from './changes-file.ts'
import { importRows } from './commands/import-rows.ts'
import { decideCaseload, type Deciding, stepOfCaseload } from './decide-rows.ts'
import type { CaseloadOptions, CaseloadOutcome } from './import-options.ts'
import * as policy from './policy.ts'
import { loadReferences } from './queries/references.ts'
import { type CaseloadFileRow, readCaseload } from './read-caseload.ts'
import { Seen } from './seen.ts'

/** Rows of one transaction: as many as one command may change. */
const BATCH = 500
/** How often a batch is decided again because someone changed the homecare of one of its patients meanwhile. */
const MOST_TRIES = 5

/**
 * Brings in the homecare that patients have already, or says what that would do. Rows are applied in batches, each exactly
 * once however often the program is killed. Throws `BadRequestError` when the file as a whole is refused.
 */
export async function importCaseload(ctx: Context, options: CaseloadOptions): Promise<CaseloadOutcome> {
  if (!allowsRole(policy.importCaseload as never, ctx)) throw new NotAllowedError(policy.importCaseload.name)
  const survey = await surveyFile(options.path, 'csv')
  const deciding = await readInTenant<HomecareWork & IdentityTables & TaskTables, Deciding>(ctx, async (tx) => {
    const { kind } = await getOrganisation(tx as unknown as Reader<TenancyTables>, ctx.tenantId)
    if (kind !== 'nhs-trust') throw new NotAllowedError(policy.importCaseload.name)
    return {
      references: await loadReferences(tx, ctx.tenantId),
      treatments: new Map(),
      identifierSystem: options.identifierSystem,
      replace: new Set(options.replace ?? []),
    }
  })
  const { run, resumed } = await runOf(ctx, options, survey)
  const changes = await ChangesFile.open(options.reportFolder, run.runId, !resumed)
  let failure: string | undefined
  try {
    await work(ctx, options, survey, run, deciding, changes)
  } catch (error) {
    if (error instanceof BadRequestError) {
      await finishImport(ctx, { runId: run.runId, failure: 'The file as a whole was refused.' })
      throw error
    }
    if (!(error instanceof UnreadableFile)) throw error
    failure = error.message
  } finally {
    await changes.close()
  }
  await finishImport(ctx, { runId: run.runId, failure })
  return {
    run: await readInTenant<ImportTables, ImportRun>(ctx, (tx) => getImportRun(tx, ctx, run.runId)),
    resumed,
    notes:
      survey.encoding === 'utf-8'
        ? []
        : ['The file is not UTF-8: it was read as Windows-1252. Check names with accents.'],
    changesPath: changes.path,
    reportPath: await writeReport(ctx, run.runId, options.reportFolder),
  }
}

/** The run to go on with, or a new one. What a file says already is no change, so it may be brought in as often as wanted. */
async function runOf(
  ctx: Context,
  { mode, mapping = {}, identifierSystem = '', replace = [] }: CaseloadOptions,
  survey: FileSurvey,
): Promise<{ run: ImportRun; resumed: boolean }> {
  const settings = JSON.stringify([
    Object.entries(mapping).sort(([one], [other]) => (one < other ? -1 : 1)),
    identifierSystem,
    [...replace].sort(),
  ])
  const settingsHash = createHash('sha256').update(settings).digest('hex')
  if (mode === 'apply') {
    const file = {
      kind: 'caseload',
      fileHash: Buffer.from(survey.hash, 'hex'),
      settingsHash: Buffer.from(settingsHash, 'hex'),
    }
    const earlier = await readInTenant<ImportTables, ImportRun[]>(ctx, (tx) => findSameImports(tx, ctx, file))
    const underWay = earlier.find(({ state }) => state === 'running')
    if (underWay) return { run: underWay, resumed: true }
  }
  const { runId } = await startImport(ctx, {
    kind: 'caseload',
    mode,
    format: 'csv',
    fileHash: survey.hash,
    settingsHash,
    fileBytes: survey.bytes,
  })
  return { run: await readInTenant<ImportTables, ImportRun>(ctx, (tx) => getImportRun(tx, ctx, runId)), resumed: false }
}

/** Rows that an earlier run has dealt with are read again, so that a later row about the same treatment is still seen. */
async function work(
  ctx: Context,
  options: CaseloadOptions,
  survey: FileSurvey,
  run: ImportRun,
  deciding: Deciding,
  changes: ChangesFile,
): Promise<void> {
  const seen = new Seen()
  let [bytes, position, counts] = [0, 0, run as ImportCounts]
  const rows = readCaseload({
    path: options.path,
    survey,
    mapping: options.mapping ?? {},
    today: ctx.clock.today(),
    onBytes: (more) => (bytes += more),
  })
  for await (const { batch, fault } of batches(rows, run.position)) {
    if (position < run.position) await decideCaseload(ctx, batch, position, seen, deciding)
    else if (batch.length > 0) {
      const step = await apply(batch, position)
      counts = addCounts(counts, step.counts)
      options.onProgress?.({ rows: position + batch.length, bytes, totalBytes: survey.bytes, counts })
    }
    position += batch.length
    if (fault !== undefined) throw fault as Error
  }

  async function apply(batch: readonly CaseloadFileRow[], from: number) {
    for (let tries = 1; ; tries++) {
      const decided = await decideCaseload(ctx, batch, from, seen, deciding)
      const step = stepOfCaseload({ runId: run.runId, from }, decided)
      const decisions = decided.flatMap(({ decision }) => decision ?? [])
      try {
        if (options.mode === 'preview') await inTenant<ImportTables, void>(ctx, (tx) => advanceImport(tx, ctx, step))
        else await importRows(ctx, decisions, step, deciding.references.nameOf)
        await changes.write(decided, deciding.references.nameOf)
        return step
      } catch (error) {
        if (!(error instanceof ConflictError) || tries === MOST_TRIES) throw error
      }
    }
  }
}

/** Rows in batches, one of which ends where an earlier run stopped. A fault in the file comes after the rows before it. */
async function* batches(rows: AsyncGenerator<CaseloadFileRow>, stoppedAt: number) {
  let [batch, read, fault]: [CaseloadFileRow[], number, unknown] = [[], 0, undefined]
  try {
    for await (const row of rows) {
      batch.push(row)
      read += 1
      if (batch.length < BATCH && read !== stoppedAt) continue
      yield { batch, fault: undefined }
      batch = []
    }
  } catch (error) {
    fault = error
  }
  if (batch.length > 0 || fault !== undefined) yield { batch, fault }
}
