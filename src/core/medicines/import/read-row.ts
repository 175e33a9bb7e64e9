import { isCivilDate } from '../../values/civil-date.ts'
import { gtinKey, parseGtin } from '../../values/gtin.ts'
import { isSnomedId } from '../../values/snomed-id.ts'
import type { Column, Part } from './dmd-layout.ts'

/** What stood in the elements of one row, by element, and the element that the row stood in. */
export interface RawRow {
  readonly line: number
  readonly list: string
  readonly values: ReadonlyMap<string, string>
}
export type Cell = string | boolean | null
export type ReadRow =
  | { readonly cells: readonly Cell[]; readonly previous: PreviousId | undefined }
  | { readonly problem: string; readonly owner: string | undefined }
export interface PreviousId {
  readonly id: string
  readonly on: string | null
}

/** A row of a file as cells in the order of `cellNames`, or what is wrong with it and, when it can be told, whose row it is. */
export function readRow(part: Part, row: RawRow): ReadRow {
  const cells = part.columns.map((column) => readCell(column, row))
  const wrong = cells.find((cell) => typeof cell === 'object' && cell !== null)
  const previous = previousOf(part, row)
  const problem = wrong?.problem ?? previous?.problem
  if (problem !== undefined) return { problem: `${nameOf(part, row)}${problem}`, owner: ownerOf(part, cells) }
  const plain = cells as Cell[]
  const gtinAt = part.columns.findIndex(({ kind }) => kind === 'gtin')
  return {
    cells: gtinAt < 0 ? plain : [...plain, gtinKey(String(plain[gtinAt]))],
    previous: previous?.found,
  }
}

/** The columns that a read row fills. */
export const cellNames = (part: Part): readonly string[] => [
  ...part.columns.map(({ name }) => name),
  ...(part.columns.some(({ kind }) => kind === 'gtin') ? ['gtin_key'] : []),
]

type Wrong = { readonly problem: string }

function readCell(column: Column, { list, values }: RawRow): Cell | Wrong {
  if (column.kind === 'list') return list
  const text = values.get(column.element)?.trim() ?? ''
  if (text === '') {
    if (column.isRequired) return { problem: `has no ${column.element}` }
    // A description may be blank: NAMECHANGE_REASON 0000 is.
    return column.kind === 'flag' ? false : column.name === 'description' ? '' : null
  }
  const problem = UNLESS[column.kind](text)
  if (problem !== undefined) return { problem: `${column.element} “${short(text)}” ${problem}` }
  return column.kind === 'flag' ? /^0*1$/.test(text) : text
}

/** What is wrong with a value of each kind. */
const UNLESS: Readonly<Record<Column['kind'], (text: string) => string | undefined>> = {
  id: (text) => (isSnomedId(text) ? undefined : 'is not an identifier with a right check digit'),
  code: (text) =>
    /^\d{1,5}$/.test(text) || isSnomedId(text)
      ? undefined
      : 'is neither a short code nor an identifier with a right check digit',
  text: (text) => (/\p{Cc}/u.test(text) ? 'has characters that no name has' : undefined),
  date: (text) => (isCivilDate(text) ? undefined : 'is not a date like 2026-11-22'),
  number: (text) => (/^\d{1,12}(?:\.\d{1,9})?$/.test(text) ? undefined : 'is not a number like 0.4'),
  flag: (text) => (/^0*[01]$/.test(text) ? undefined : 'is neither 1 nor 0'),
  gtin: (text) => (parseGtin(text) === text ? undefined : 'is not a GTIN with a right check digit'),
  list: () => undefined,
}

function previousOf(
  part: Part,
  { values }: RawRow,
): { readonly problem?: string; readonly found?: PreviousId } | undefined {
  if (!part.previous) return undefined
  const id = values.get(part.previous.id)?.trim() ?? ''
  const on = values.get(part.previous.on)?.trim() ?? ''
  if (id === '') return undefined
  if (!isSnomedId(id)) return { problem: `${part.previous.id} “${short(id)}” ${UNLESS.id(id)}` }
  if (on !== '' && !isCivilDate(on)) return { problem: `${part.previous.on} “${short(on)}” ${UNLESS.date(on)}` }
  return { found: { id, on: on === '' ? null : on } }
}

/** Whose row it is: its own key, or the entry it belongs to. What that entry had stays as it was. */
function ownerOf(part: Part, cells: readonly (Cell | Wrong)[]): string | undefined {
  const at = part.columns.findIndex(({ name }) => name === (part.of ?? part.key.at(-1)))
  const cell = cells[at]
  return typeof cell === 'string' ? cell : undefined
}

/** The identifier and name as they stand, so that the row can be found in a file of one line. */
function nameOf(part: Part, { values }: RawRow): string {
  const key = part.columns.find(({ name }) => name === (part.of ?? part.key.at(-1)))
  const id = key && values.get(key.element)?.trim()
  const name = values.get('NM')?.trim() ?? values.get('DESC')?.trim()
  const words = [part.element, id, name === undefined ? undefined : `(${short(name)})`].filter(Boolean).join(' ')
  return `${words}: `
}

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text).replaceAll(/\s+/g, ' ')
