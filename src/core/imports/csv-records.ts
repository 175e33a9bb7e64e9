import { type CsvError, parse } from 'csv-parse'
import { UnreadableFile } from './unreadable-file.ts'

/** The cells of one row, and the line of the file on which the row ends. */
export interface CsvRecord {
  readonly cells: readonly string[]
  readonly line: number
}

/** The rows of a CSV file, its heading first. Throws `UnreadableFile` at a fault, after every row before it. */
export async function* csvRecords(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  // Taken as they are found: what a parser holds ready is lost when it fails.
  const found: CsvRecord[] = []
  const parser = parse({
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 64 * 1024,
    on_record(cells: readonly string[], { lines }) {
      found.push({ cells, line: lines })
      return null
    },
  })
  parser.on('error', () => undefined)
  parser.resume()
  type Fault = Error | null | undefined
  const write = (part: string) => new Promise<Fault>((resolve) => parser.write(part, resolve))
  const end = () => new Promise<Fault>((resolve) => parser.end(resolve as () => void))
  for await (const part of text) {
    const fault = await write(part)
    yield* found.splice(0)
    if (fault) throw unreadable(fault)
  }
  const fault = await end()
  yield* found.splice(0)
  if (fault) throw unreadable(fault)
}

function unreadable(fault: Error): Error {
  const { code, lines: line = 0 } = fault as CsvError & { readonly lines?: number }
  if (!String(code).startsWith('CSV_')) return fault
  const isOpen = code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE'
  const what = isOpen
    ? `A quotation mark is opened and not closed, at or before line ${line}.`
    : `The file is not CSV from line ${line} on.`
  return new UnreadableFile(`${what} Rows before it were read.`, { cause: fault })
}
