import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { BadRequestError } from '../../../core/errors.ts'
import { UnreadableFile } from '../../../core/patients/import/read-rows.ts'
import type { FileSurvey } from '../../../core/patients/import/survey-file.ts'
import { type ReadCaseloadRow, readCaseloadRow, type RowSettings } from './caseload-row.ts'
import { mapCaseloadColumns } from './columns.ts'

export interface CaseloadFileRow {
  readonly line: number
  readonly read: ReadCaseloadRow
  readonly settings: RowSettings
}

export interface CaseloadReading {
  readonly path: string
  readonly survey: FileSurvey
  readonly mapping: Readonly<Record<string, string>>
  readonly today: string
  readonly onBytes: (bytes: number) => void
}

/** The rows of the file, one at a time. Throws `BadRequestError` when its heading is not understood, `UnreadableFile` later. */
export async function* readCaseload(reading: CaseloadReading): AsyncGenerator<CaseloadFileRow> {
  const parser = parse({
    bom: true,
    info: true,
    delimiter: reading.survey.delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 64 * 1024,
  })
  pipeline(Readable.from(text(reading)), parser, () => undefined)
  let settings: RowSettings | undefined
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (settings === undefined) settings = settingsOf(record, reading)
      else yield { line: info.lines, read: readCaseloadRow(record, settings), settings }
    }
  } catch (error) {
    const { code, lines = 0 } = error as { code?: string; lines?: number }
    if (code?.startsWith('CSV_') !== true) throw error
    throw new UnreadableFile(`The file is not CSV at or before line ${lines}. Rows before it were read.`, {
      cause: error,
    })
  }
  if (settings === undefined) throw new BadRequestError('The file has no heading.')
}

function settingsOf(record: readonly string[], { mapping, today }: CaseloadReading): RowSettings {
  const headings = record.map((heading) => heading.trim())
  const mapped = mapCaseloadColumns(headings, mapping)
  if ('problems' in mapped) throw new BadRequestError(mapped.problems.join('\n'))
  return { headings, fields: mapped.fields, today }
}

async function* text({ path, survey, onBytes }: CaseloadReading): AsyncGenerator<string> {
  const decoder = new TextDecoder(survey.encoding)
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    onBytes(chunk.length)
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder.decode()
}
