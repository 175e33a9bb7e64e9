import { createReadStream } from 'node:fs'
import { BadRequestError } from '../../errors.ts'
import { csvRecords, UnreadableFile } from '../../imports/index.ts'
import { fromPatient } from '../fhir/from-patient.ts'
import { mapColumns } from './columns.ts'
import { readCsvRow, type ReadRow } from './csv-row.ts'
import type { ImportOptions } from './import-options.ts'
import { JsonSplitter, LARGEST_PIECE, type Piece } from './json-splitter.ts'
import { sentDetails } from './sent-patient.ts'
import type { FileSurvey } from './survey-file.ts'

export interface FileRow {
  readonly line: number
  readonly row: ReadRow
}

export interface Reading {
  readonly survey: FileSurvey
  readonly options: Pick<ImportOptions, 'path' | 'mapping' | 'identifierSystem' | 'ignore'>
  readonly today: string
  /** Rows that an earlier run has dealt with: counted, not read. */
  readonly skip: number
  /** Told how many bytes of the file have been taken. */
  readonly onBytes: (bytes: number) => void
}

/** The rows of the file, one at a time. Throws `BadRequestError` before the first row when no row can be understood. */
export function readRows(reading: Reading): AsyncGenerator<FileRow> {
  switch (reading.survey.format) {
    case 'csv':
      return csvRows(reading)
    case 'ndjson':
      return resourceRows(reading, lines(bytesOf(reading)))
    case 'json':
      return resourceRows(reading, pieces(bytesOf(reading)))
  }
}

async function* csvRows(reading: Reading): AsyncGenerator<FileRow> {
  const { survey, options, today, skip } = reading
  let settings: Parameters<typeof readCsvRow>[1] | undefined
  let position = 0
  for await (const { cells, line } of csvRecords(text(reading), survey.delimiter)) {
    if (settings === undefined) {
      const headings = cells.map((heading) => heading.trim())
      const mapped = mapColumns(headings, options.mapping ?? {})
      if ('problems' in mapped) throw new BadRequestError(mapped.problems.join('\n'))
      settings = { headings, fields: mapped.fields, identifierSystem: options.identifierSystem, today }
    } else if (position++ >= skip) {
      yield { line, row: readCsvRow(cells, settings) }
    }
  }
  if (settings === undefined) throw new BadRequestError('The file has no heading.')
}

async function* resourceRows(reading: Reading, found: AsyncIterable<Piece>): AsyncGenerator<FileRow> {
  const { today, skip, options } = reading
  let position = 0
  for await (const piece of found) {
    if (position++ >= skip) yield { line: piece.line, row: readResource(piece, today, options.ignore ?? []) }
  }
  if (position === 0) throw new BadRequestError('The file holds no resource.')
}

const problem = (column: string, reason: string): ReadRow => ({ problems: [{ column, reason }] })

function readResource(piece: Piece, today: string, ignore: readonly string[]): ReadRow {
  if ('problem' in piece) return problem('', `A resource must be smaller than ${LARGEST_PIECE / 1024} kB.`)
  let value: unknown
  try {
    value = JSON.parse(piece.bytes.toString('utf8'))
  } catch {
    return problem('', 'This is not JSON.')
  }
  const resource = isEntry(value) ? value.resource : value
  const type = (resource as { resourceType?: unknown } | null)?.resourceType
  if (type === 'Bundle')
    return problem(
      'resourceType',
      'A Bundle inside a list or an NDJSON file is not read: send it as a file of its own.',
    )
  if (type !== 'Patient') return problem('resourceType', 'Only patients are brought in here.')
  const understood = fromPatient(resource, today, ignore)
  if ('issues' in understood) {
    return {
      problems: understood.issues.map(({ expression, diagnostics }) => ({
        column: expression?.[0] ?? '',
        reason: diagnostics ?? '',
      })),
    }
  }
  if (understood.links.length > 0)
    return problem(
      'Patient.link',
      'Linked records are not brought in: merge them where they come from, or leave the link out.',
    )
  return { sent: sentDetails(understood.patient, understood.sensitive) }
}

const isEntry = (value: unknown): value is { readonly resource: unknown } =>
  typeof value === 'object' && value !== null && 'resource' in value && !('resourceType' in value)

async function* bytesOf({ options, onBytes }: Reading): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(options.path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    onBytes(chunk.length)
    yield chunk
  }
}

async function* text(reading: Reading): AsyncGenerator<string> {
  const decoder = new TextDecoder(reading.survey.encoding)
  for await (const chunk of bytesOf(reading)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

async function* pieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const splitter = new JsonSplitter()
  for await (const chunk of chunks) yield* splitter.push(chunk)
  const ending = splitter.end()
  if (ending === 'cut-short')
    throw new UnreadableFile(
      'The file ends in the middle of a resource: it was cut short. Resources before it were read.',
    )
  if (ending === 'not-json')
    throw new UnreadableFile('The file is not JSON to its end. Resources before the fault were read.')
}

/** One resource a line. Only what a line holds can be lost by a fault in it. */
async function* lines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  let kept: Buffer[] = []
  let keptBytes = 0
  let line = 1
  const give = (): Piece | undefined => {
    const bytes = Buffer.concat(kept)
    const piece: Piece =
      keptBytes > LARGEST_PIECE ? { line, problem: 'too-large' } : { line, bytes: withoutMark(bytes, line) }
    ;[kept, keptBytes] = [[], 0]
    line++
    return 'bytes' in piece && piece.bytes.toString('latin1').trim() === '' ? undefined : piece
  }
  for await (const chunk of chunks) {
    let from = 0
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, from)) {
      keep(chunk.subarray(from, end))
      from = end + 1
      const piece = give()
      if (piece) yield piece
    }
    keep(chunk.subarray(from))
  }
  if (keptBytes > 0) {
    const piece = give()
    if (piece) yield piece
  }

  function keep(part: Buffer): void {
    keptBytes += part.length
    if (keptBytes <= LARGEST_PIECE) kept.push(Buffer.from(part))
    else kept = []
  }
}

/** A byte order mark at the beginning of the file is no part of its first line. */
const withoutMark = (bytes: Buffer, line: number): Buffer =>
  line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
