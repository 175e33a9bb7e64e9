import type { Client } from 'pg'
import { inTurn } from '../../database/in-turn.ts'
import { BadRequestError } from '../../errors.ts'
import { formatDate } from '../../values/civil-date.ts'
import { newUuid } from '../../values/uuid.ts'
import { checkStages, keepOwners } from './check-stages.ts'
import { FILE_KINDS, PARTS, type FileKind, type Part } from './dmd-layout.ts'
import { findDmdFiles, type DmdFile, type DmdFolder } from './find-files.ts'
import type { DmdChanges, DmdImportOptions, DmdOutcome, DmdProblem } from './import-options.ts'
import { countMissing, mergeStages, type Release } from './merge-stages.ts'
import { readDmdFile } from './read-file.ts'
import { cellNames, readRow } from './read-row.ts'
import { refreshSearch } from './refresh-search.ts'
import { CopyBuffer, makeStages, settleStages, stageOf } from './stage.ts'

/** Reading takes about this share of the whole. */
const READING = 0.6
/** A release that lacks more than a quarter of a list of some size is more likely half a download than news. */
const MOST_MISSING = 0.25
const WORTH_ASKING = 1_000

/**
 * Brings in one release of the NHS dictionary of medicines and devices, whole or not at all: everything happens in one
 * transaction, so a killed import leaves the release before it. Throws `BadRequestError` when the release as a whole is refused.
 */
export async function importDmd(options: DmdImportOptions): Promise<DmdOutcome> {
  const folder = await findDmdFiles(options.folder)
  return await inTurn(options.owner, 'import dmd', async (client) => {
    await client.query('begin')
    try {
      const outcome = await bringIn(client, folder, options)
      await client.query('commit')
      return outcome
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    }
  })
}

async function bringIn(client: Client, folder: DmdFolder, options: DmdImportOptions): Promise<DmdOutcome> {
  const tell = (share: number, doing: string): void => options.onProgress?.({ share, doing })
  await makeStages(client)
  const { problems, isSample } = await readAll(client, folder, options, tell)
  const release = { releasedOn: folder.releasedOn, isSample }
  if (isSample && !options.isDemonstration)
    throw new BadRequestError(
      'This is the made-up sample of the demonstration, and not for real use: fetch dm+d from NHS TRUD and name its folder.',
    )
  const newest = await newestRelease(client, isSample)
  refuseOlder(newest, release, options)
  tell(READING, 'Checking')
  await settleStages(client)
  const fileNames = Object.fromEntries(FILE_KINDS.map((kind) => [kind, folder.files[kind].name]))
  problems.push(...(await checkStages(client, fileNames as Record<FileKind, string>)))
  await refuseEmpty(client, folder)
  await refuseSmaller(client, release, options)
  tell(READING + 0.1, 'Comparing with what is held')
  const changes = await mergeStages(client, release)
  tell(READING + 0.25, 'Making the words to search by')
  await refreshSearch(client)
  const hasChanged = changes.some(isChange)
  if (hasChanged || newest !== release.releasedOn) await noteRelease(client, release, changes, problems, options.now)
  tell(1, 'Done')
  const place = (file: string): number => FILE_KINDS.findIndex((kind) => folder.files[kind].name === file)
  problems.sort((a, b) => place(a.file) - place(b.file) || a.line - b.line)
  return { ...release, changes, problems, hasChanged }
}

const isChange = ({ added, changed, idChanged, gone }: DmdChanges): boolean => added + changed + idChanged + gone > 0

type Tell = (share: number, doing: string) => void

async function readAll(client: Client, folder: DmdFolder, options: DmdImportOptions, tell: Tell) {
  const problems: DmdProblem[] = []
  const samples = new Set<boolean>()
  const total = FILE_KINDS.reduce((sum, kind) => sum + folder.files[kind].bytes, 0)
  let read = 0
  for (const kind of FILE_KINDS) {
    const file = folder.files[kind]
    const onBytes = (bytes: number): void => {
      read += bytes
      tell(total === 0 ? 0 : (READING * read) / total, `Reading ${file.name}`)
    }
    await readOne(client, file, problems, ({ isSample }) => samples.add(isSample), onBytes)
  }
  if (samples.size > 1)
    throw new BadRequestError(
      `${options.folder} mixes files of the made-up sample with files of dm+d: keep one or the other.`,
    )
  return { problems, isSample: samples.has(true) }
}

async function readOne(
  client: Client,
  file: DmdFile,
  problems: DmdProblem[],
  onHead: (head: { readonly isSample: boolean }) => void,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const buffers = new Map<Part, CopyBuffer>(
    PARTS.filter((part) => part.file === file.kind).map((part) => [
      part,
      new CopyBuffer(client, stageOf(part), ['seq', 'line', ...cellNames(part)]),
    ]),
  )
  const previous = new CopyBuffer(client, 'stage_previous', ['level', 'previous_id', 'current_id', 'changed_on'])
  const owners = new Map<Part, string[]>()
  let seq = 0
  for await (const rows of readDmdFile(file, onHead, onBytes)) {
    for (const { part, row } of rows) {
      const read = readRow(part, row)
      if ('problem' in read) {
        problems.push({ file: file.name, line: row.line, reason: read.problem })
        if (read.owner !== undefined) owners.set(part, [...(owners.get(part) ?? []), read.owner])
        continue
      }
      buffers.get(part)?.add([(seq += 1), row.line, ...read.cells])
      if (read.previous && part.previous)
        previous.add([part.previous.level, read.previous.id, read.cells[0] ?? null, read.previous.on])
    }
    for (const buffer of buffers.values()) if (buffer.isFull) await buffer.flush()
  }
  for (const buffer of [...buffers.values(), previous]) await buffer.flush()
  for (const [part, kept] of owners) await keepOwners(client, part, kept)
}

async function newestRelease(client: Client, isSample: boolean): Promise<string | undefined> {
  const { rows } = await client.query<{ day: string }>(
    `select released_on::text as day from core.dmd_release where is_sample = $1 order by imported_at desc limit 1`,
    [isSample],
  )
  return rows[0]?.day
}

function refuseOlder(newest: string | undefined, { releasedOn }: Release, { allowOlder }: DmdImportOptions): void {
  if (newest === undefined || releasedOn >= newest || allowOlder === true) return
  throw new BadRequestError(
    `This release is of ${formatDate(releasedOn)}, and one of ${formatDate(newest)} is held: to go back to the older one, add --older.`,
  )
}

/** A list that should never be empty and is would mark everything that is held as gone. */
async function refuseEmpty(client: Client, folder: DmdFolder): Promise<void> {
  for (const kind of FILE_KINDS.filter((each) => each !== 'gtin')) {
    const part = PARTS.find(({ file }) => file === kind)
    if (!part) continue
    const { rows } = await client.query(`select from ${stageOf(part)} limit 1`)
    if (rows.length === 0)
      throw new BadRequestError(`${folder.files[kind].name} holds no ${part.words} that could be used: fetch it again.`)
  }
}

async function refuseSmaller(client: Client, { isSample }: Release, { allowSmaller }: DmdImportOptions): Promise<void> {
  if (allowSmaller === true) return
  const { held, missing } = await countMissing(client, isSample)
  if (held < WORTH_ASKING || missing <= held * MOST_MISSING) return
  throw new BadRequestError(
    `This release lacks ${missing.toLocaleString('en-GB')} of the ${held.toLocaleString('en-GB')} entries that are held, so its files are probably not complete: if it is right, add --smaller.`,
  )
}

async function noteRelease(
  client: Client,
  { releasedOn, isSample }: Release,
  changes: readonly DmdChanges[],
  problems: readonly DmdProblem[],
  now: Date,
): Promise<void> {
  await client.query(
    `insert into core.dmd_release (release_id, released_on, is_sample, imported_at, changes, left_out)
     values ($1, $2, $3, $4, $5, $6)`,
    [newUuid(now), releasedOn, isSample, now, JSON.stringify(changes), problems.length],
  )
}
