/** What may stand in a cell. A number is written as it is; everything else as text that no spreadsheet will run. */
export type CsvValue = string | number | boolean | null | undefined

/** A column: its heading, and its cell for a row. */
export type CsvColumn<Row> = { heading: string; value: (row: Row) => CsvValue }

/** Makes Excel read the file as UTF-8, so that "Siobhán" does not become "SiobhÃ¡n". */
export const BYTE_ORDER_MARK = '\ufeff'

/** The first characters that make a spreadsheet run a cell as a formula, full-width forms included. OWASP ASVS 1.2.10. */
const RUNS = /^[=+\-@\t\r\n\0＝＋－＠]/

/** One cell by RFC 4180, with text that would run as a formula held back by an apostrophe. */
export function csvField(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const text = String(value)
  const safe = RUNS.test(text) ? `'${text}` : text
  return /[",;\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One row with its line end, for files that are written as they are read. */
export const csvLine = (values: readonly CsvValue[]): string => `${values.map(csvField).join(',')}\r\n`

/** A whole small file. For thousands of rows, write `csvLine` after `csvLine`. */
export function toCsv<Row>(
  columns: readonly CsvColumn<Row>[],
  rows: Iterable<Row>,
  options: { byteOrderMark?: boolean } = {},
): string {
  const lines = [csvLine(columns.map(({ heading }) => heading))]
  for (const row of rows) lines.push(csvLine(columns.map(({ value }) => value(row))))
  return (options.byteOrderMark ? BYTE_ORDER_MARK : '') + lines.join('')
}
