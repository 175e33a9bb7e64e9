import {
  artifact,
  broken,
  drawIn,
  drawLines,
  inside,
  lineHeight,
  need,
  newPage,
  part,
  room,
  strong,
  text,
  wholePage,
  widthOf,
  type Element,
  type Sheet,
  type Style,
} from './sheet.ts'
import type { Column, Fact } from '../documents/printed-document.ts'

const PADDING = 3.5
const BETWEEN = 8
const RULE = '#768692'

interface Cell {
  readonly words: string
  readonly style: Style
  readonly x: number
  readonly width: number
  readonly role: 'TH' | 'TD'
  /** Nothing for a heading that is drawn again: whoever listens hears it once. */
  readonly element: Element | undefined
}

/** Names and what they say, side by side: a table whose rows have headings. */
export function writeFacts(sheet: Sheet, facts: readonly Fact[]): void {
  need(sheet, togetherHeight(sheet, facts))
  const table = part(sheet, 'Table')
  const columns = placed(sheet, FACT_COLUMNS)
  inside(sheet, table, () => {
    for (const { name, value } of facts) {
      writeRow(sheet, (row) => [
        { words: name, style: strong(sheet), ...columns[0]!, role: 'TH', element: cell(sheet, row, 'TH', 'Row') },
        { words: value, style: text(sheet), ...columns[1]!, role: 'TD', element: cell(sheet, row, 'TD') },
      ])
    }
  })
  sheet.y += sheet.points * 0.6
}

const FACT_COLUMNS = [{ share: 3 }, { share: 7 }]

/** How much of facts belongs on one page with their heading: all of it, or the first row of what is longer than half a page. */
export function togetherHeight(sheet: Sheet, facts: readonly Fact[]): number {
  const [names, values] = placed(sheet, FACT_COLUMNS)
  const heights = facts.map(({ name, value }) => {
    const lines = Math.max(
      broken(sheet, name, names!.width, strong(sheet)).length,
      broken(sheet, value, values!.width, text(sheet)).length,
    )
    return lines * lineHeight(text(sheet)) + 2 * PADDING
  })
  const all = heights.reduce((sum, height) => sum + height, 0)
  return all <= wholePage(sheet) / 2 ? all : (heights[0] ?? 0)
}

/** A table with headings over its columns, again on every page, and its first column as headings of the rows. */
export function writeTable(
  sheet: Sheet,
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): void {
  const table = part(sheet, 'Table')
  const places = placed(sheet, columns)
  const heads = (row: Element | undefined): Cell[] =>
    columns.map(({ heading }, index) => ({
      words: heading,
      style: strong(sheet),
      ...places[index]!,
      role: 'TH',
      element: row && cell(sheet, row, 'TH', 'Column'),
    }))
  const again = () => drawWhole(sheet, heads(undefined))
  inside(sheet, table, () => {
    writeCaption(sheet, caption)
    writeRow(sheet, heads)
    for (const words of rows) {
      writeRow(
        sheet,
        (row) =>
          words.map((each, index) => ({
            words: each,
            style: index === 0 ? strong(sheet) : text(sheet),
            ...places[index]!,
            role: index === 0 ? 'TH' : 'TD',
            element: index === 0 ? cell(sheet, row, 'TH', 'Row') : cell(sheet, row, 'TD'),
          })),
        again,
      )
    }
  })
  sheet.y += sheet.points * 0.6
}

function writeCaption(sheet: Sheet, words: string): void {
  const lines = broken(sheet, words, widthOf(sheet), text(sheet))
  const height = lines.length * lineHeight(text(sheet))
  // With the headings and a row to follow it.
  if (room(sheet) < height + 6 * lineHeight(text(sheet))) newPage(sheet)
  drawIn(sheet.pdf, part(sheet, 'Caption'), 'Caption', () =>
    drawLines(sheet.pdf, lines, sheet.left, sheet.y, text(sheet)),
  )
  sheet.y += height + PADDING
}

/** A row whole on one page where a page can hold it, and else over several. `again` draws the headings of a new page. */
function writeRow(sheet: Sheet, cellsOf: (row: Element) => readonly Cell[], again: () => void = () => {}): void {
  const row = part(sheet, 'TR')
  const cells = cellsOf(row).map((each) => ({ ...each, lines: broken(sheet, each.words, each.width, each.style) }))
  const high = lineHeight(text(sheet))
  const most = Math.max(...cells.map(({ lines }) => lines.length))
  const turn = () => {
    newPage(sheet)
    again()
  }
  const height = most * high + 2 * PADDING
  if (height > room(sheet) && height <= wholePage(sheet)) turn()
  for (let from = 0; from < most;) {
    const fit = Math.floor((room(sheet) - 2 * PADDING) / high)
    if (fit < 1) {
      turn()
      if (room(sheet) < high + 2 * PADDING) throw new Error('The headings of a table leave no room on the page')
      continue
    }
    drawRow(sheet, cells, from, Math.min(fit, most - from))
    from += fit
  }
}

function drawRow(sheet: Sheet, cells: readonly (Cell & { lines: string[] })[], from: number, count: number): void {
  const high = lineHeight(text(sheet))
  for (const { lines, x, style, element, role } of cells) {
    const now = lines.slice(from, from + count)
    if (now.every((line) => line === '')) continue
    const draw = () => drawLines(sheet.pdf, now, x, sheet.y + PADDING, style)
    if (element) drawIn(sheet.pdf, element, role, draw)
    else artifact(sheet.pdf, draw)
  }
  sheet.y += count * high + 2 * PADDING
  artifact(sheet.pdf, () =>
    sheet.pdf.lineWidth(0.5).moveTo(sheet.left, sheet.y).lineTo(sheet.right, sheet.y).stroke(RULE),
  )
}

function drawWhole(sheet: Sheet, cells: readonly Cell[]): void {
  const laid = cells.map((each) => ({ ...each, lines: broken(sheet, each.words, each.width, each.style) }))
  drawRow(sheet, laid, 0, Math.max(...laid.map(({ lines }) => lines.length)))
}

const cell = (sheet: Sheet, row: Element, role: 'TH' | 'TD', scope?: 'Row' | 'Column'): Element =>
  part({ pdf: sheet.pdf, within: row }, role, scope)

/** Where each column begins and how wide it is. */
function placed(sheet: Sheet, columns: readonly Pick<Column, 'share'>[]): { x: number; width: number }[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0)
  const width = widthOf(sheet) - BETWEEN * (columns.length - 1)
  let x = sheet.left
  return columns.map(({ share }) => {
    const place = { x, width: (width * share) / all }
    x += place.width + BETWEEN
    return place
  })
}
