import { createHash } from 'node:crypto'
import type { Context } from '../../context.ts'
import { inTenant, readInTenant } from '../../database/in-tenant.ts'
import { BadRequestError, ConflictError, NotAllowedError } from '../../errors.ts'
import {
  addCounts,
  advanceImport,
  findSameImports,
  finishImport,
  getImportRun,
  type ImportCounts,
  type ImportRun,
  type ImportStep,
  type ImportTables,
  startImport,
  UnreadableFile,
} from '../../imports/index.ts'
import { allowsRole } from '../../policy/enforce.ts'
import { importBatch } from '../commands/import-batch.ts'
import * as policy from '../policy.ts'
import { type Decided, decideRows, stepOf } from './decide-rows.ts'
import type { ImportOptions, ImportOutcome } from './import-options.ts'
import { independentRows } from './independent-rows.ts'
import { type FileRow, readRows } from './read-rows.ts'
import { type FileSurvey, surveyFile } from './survey-file.ts'
import { RowsBefore } from './rows-before.ts'
import { repeatedKeys, takeRows } from './take-rows.ts'
import { writeReport } from './write-report.ts'

/** Rows of one transaction: as many as one command may change. */
const BATCH = 500
/** How often a batch is decided again because someone changed one of its records meanwhile. */
const MOST_TRIES = 5

/**
 * Brings in a file of patients, or says what that would do. Rows are applied in batches, each exactly once however often
 * the program is killed: start it again with the same file. Throws `BadRequestError` when the file as a whole is refused.
 */
export async function importPatients(ctx: Context, options: ImportOptions): Promise<ImportOutcome> {
  if (!allowsRole(policy.importPatients as never, ctx)) throw new NotAllowedError(policy.importPatients.name)
  const survey = await surveyFile(options.path, options.format ?? 'auto')
  const { run, resumed } = await runOf(ctx, options, survey)
  const work = new Work(ctx, options, survey, run)
  let failure: string | undefined
  try {
    await work.run()
  } catch (error) {
    if (error instanceof BadRequestError && work.position === 0) {
      await finishImport(ctx, { runId: run.runId, failure: 'The file as a whole was refused.' })
      throw error
    }
    if (!(error instanceof UnreadableFile)) throw error
    failure = error.message
  }
  await finishImport(ctx, { runId: run.runId, failure })
  return {
    run: await readInTenant<ImportTables, ImportRun>(ctx, (tx) => getImportRun(tx, ctx, run.runId)),
    resumed,
    notes:
      survey.encoding === 'utf-8'
        ? []
        : ['The file is not UTF-8: it was read as Windows-1252. Check names with accents.'],
    reportPath: await writeReport(ctx, run.runId, options.reportFolder),
  }
}

/** The run to go on with, or a new one. A file that has been brought in before is refused unless it is asked for again. */
async function runOf(
  ctx: Context,
  options: ImportOptions,
  survey: FileSurvey,
): Promise<{ run: ImportRun; resumed: boolean }> {
  const { mode, mapping = {}, identifierSystem = '', ignore = [], addAlike = false } = options
  const settings = JSON.stringify([
    Object.entries(mapping).sort(([a], [b]) => (a < b ? -1 : 1)),
    identifierSystem,
    ignore,
    addAlike,
  ])
  const settingsHash = createHash('sha256').update(settings).digest('hex')
  const file = {
    kind: 'patients',
    fileHash: Buffer.from(survey.hash, 'hex'),
    settingsHash: Buffer.from(settingsHash, 'hex'),
  }
  if (mode === 'apply') {
    const earlier = await readInTenant<ImportTables, ImportRun[]>(ctx, (tx) => findSameImports(tx, ctx, file))
    const underWay = earlier.find(({ state }) => state === 'running')
    if (underWay) return { run: underWay, resumed: true }
    if (earlier.some(({ state }) => state === 'finished') && options.again !== true) {
      throw new BadRequestError(
        'This file was already brought in with the same settings. To bring it in again, say so with --again.',
      )
    }
  }
  const { runId } = await startImport(ctx, {
    kind: 'patients',
    mode,
    format: survey.format,
    fileHash: survey.hash,
    settingsHash,
    fileBytes: survey.bytes,
  })
  return { run: await readInTenant<ImportTables, ImportRun>(ctx, (tx) => getImportRun(tx, ctx, runId)), resumed: false }
}

class Work {
  readonly #ctx: Context
  readonly #options: ImportOptions
  readonly #survey: FileSurvey
  readonly #runId: string
  readonly #begun: number
  #counts: ImportCounts
  #bytes = 0
  #rowsBefore: RowsBefore | undefined
  position: number

  constructor(ctx: Context, options: ImportOptions, survey: FileSurvey, run: ImportRun) {
    this.#ctx = ctx
    this.#options = options
    this.#survey = survey
    this.#runId = run.runId
    this.#begun = run.position
    this.#counts = run
    this.position = run.position
  }

  async run(): Promise<void> {
    if (this.#options.mode === 'preview')
      this.#rowsBefore = new RowsBefore(this.#ctx, await repeatedKeys(this.#read(() => undefined)))
    const rows = this.#read((bytes) => (this.#bytes += bytes))
    try {
      await this.#work(rows)
    } finally {
      await rows.return(undefined)
    }
  }

  #read(onBytes: (bytes: number) => void): AsyncGenerator<FileRow> {
    return readRows({
      survey: this.#survey,
      options: this.#options,
      today: this.#ctx.clock.today(),
      skip: this.#begun,
      onBytes,
    })
  }

  async #work(rows: AsyncGenerator<FileRow>): Promise<void> {
    let waiting: FileRow[] = []
    let fault: unknown
    let before = this.position
    let writing: Writing = { keys: new Set(), done: Promise.resolve() }
    // The next batch is read from the file, and decided, while the database writes this one.
    let reading = takeRows(rows, BATCH)
    for (;;) {
      const { taken, ended, error } = await reading
      fault = error
      waiting.push(...taken)
      if (!ended) reading = takeRows(rows, BATCH)
      while (waiting.length >= BATCH || (ended && waiting.length > 0)) {
        const { count, keys } = independentRows(waiting.slice(0, BATCH).map(sentOf), writing.keys)
        if (count === 0) {
          // About someone who is being written: decided when they are in.
          await writing.done
          writing = { keys: new Set(), done: writing.done }
          continue
        }
        const rows = waiting.slice(0, count)
        waiting = waiting.slice(count)
        const [decided] = await Promise.all([this.#decide(rows, before).catch(undecided), writing.done])
        before += count
        writing = { keys, done: this.#write(rows, decided) }
        // Awaited before the next is written: until then a failure has nobody to tell.
        writing.done.catch(() => undefined)
      }
      if (ended) break
    }
    await writing.done
    if (fault !== undefined) throw fault as Error
  }

  /** Writes rows, as they were decided where they were. */
  async #write(rows: readonly FileRow[], decided: readonly Decided[] | undefined): Promise<void> {
    let rest = rows.slice(await this.#writeSome(rows, decided))
    while (rest.length > 0) rest = rest.slice(await this.#writeSome(rest))
  }

  /** Writes as many of the first rows as belong together, and says how many. What someone else's change overtook is decided again. */
  async #writeSome(rows: readonly FileRow[], first?: readonly Decided[]): Promise<number> {
    for (let tries = 1; ; tries++) {
      try {
        const decided = (tries === 1 ? first : undefined) ?? (await this.#decide(rows, this.position))
        const step = stepOf({ runId: this.#runId, from: this.position }, decided)
        await this.#apply(decided, step)
        this.position += decided.length
        this.#counts = addCounts(this.#counts, step.counts)
        const { bytes: totalBytes } = this.#survey
        this.#options.onProgress?.({ rows: this.position, bytes: this.#bytes, totalBytes, counts: this.#counts })
        return decided.length
      } catch (error) {
        // One such row must not keep the others out: the batch is halved until it stands alone.
        if (isUnstorable(error))
          return await (rows.length === 1
            ? this.#writeSome(rows.map(refusedAsUnstorable))
            : this.#writeSome(rows.slice(0, Math.ceil(rows.length / 2))))
        if (!(error instanceof ConflictError) || tries === MOST_TRIES) throw error
      }
    }
  }

  #decide(rows: readonly FileRow[], before: number): Promise<readonly Decided[]> {
    return decideRows(this.#ctx, rows, before, this.#options.addAlike ?? false, this.#rowsBefore)
  }

  async #apply(decided: readonly Decided[], step: ImportStep): Promise<void> {
    const ctx = this.#ctx
    if (this.#options.mode === 'preview') {
      await inTenant<ImportTables, void>(ctx, (tx) => advanceImport(tx, ctx, step))
      for (const { decision } of decided) if (decision) this.#rowsBefore?.remember(decision)
      return
    }
    await importBatch(
      ctx,
      decided.flatMap(({ decision }) => decision ?? []),
      step,
    )
  }
}

/** PostgreSQL's words for a value that passed our rules and still cannot be kept. */
const isUnstorable = (error: unknown): boolean =>
  ['22021', '22P02', '22P05', '22007', '22008'].includes(String((error as { code?: unknown } | undefined)?.code))

/** Decided, and halved where it must be, when it is its turn to be written. */
function undecided(error: unknown): undefined {
  if (!isUnstorable(error)) throw error
}

const refusedAsUnstorable = ({ line }: FileRow): FileRow => ({
  line,
  row: {
    problems: [{ column: '', reason: 'This row holds something that cannot be kept. Look for hidden characters.' }],
  },
})

/** A batch on its way into the database. */
interface Writing {
  readonly keys: ReadonlySet<string>
  readonly done: Promise<void>
}

const sentOf = ({ row }: FileRow) => ('sent' in row ? row.sent : undefined)
