import { createReadStream } from 'node:fs'
import { BadRequestError } from '../../../core/errors.ts'
import { csvRecords } from '../../../core/imports/index.ts'
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
  let settings: RowSettings | undefined
  for await (const { cells, line } of csvRecords(text(reading), reading.survey.delimiter)) {
    if (settings === undefined) settings = settingsOf(cells, reading)
    else yield { line, read: readCaseloadRow(cells, settings), settings }
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
