import { csvLine } from '../values/csv.ts'
import type { RecordPart } from './record-of-processing.ts'

/** The record for people to read, as Markdown. */
export function recordAsMarkdown(parts: readonly RecordPart[], title: string): string {
  const row = (cells: readonly string[]): string => `| ${cells.map(markdownCell).join(' | ')} |`
  const part = ({ title: name, head, rows }: RecordPart): string =>
    [`## ${name}`, '', row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
  return `${[`# ${title}`, ...parts.map(part)].join('\n\n')}\n`
}

/** The record for a spreadsheet: each part has its own head, and its title before every row. */
export const recordAsCsv = (parts: readonly RecordPart[]): string =>
  parts
    .flatMap(({ title, head, rows }) => [['Part', ...head], ...rows.map((cells) => [title, ...cells])])
    .map(csvLine)
    .join('')

/** Names come from people: one may hold what Markdown takes for a sign of its own. */
const markdownCell = (text: string): string =>
  text === '---' ? text : text.replaceAll(/[\\|<>`*[\]]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ')
