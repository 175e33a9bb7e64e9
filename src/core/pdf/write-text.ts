import {
  broken,
  drawIn,
  drawLines,
  FRAME_PADDING,
  inside,
  lineHeight,
  need,
  newPage,
  part,
  room,
  text,
  widthOf,
  type Element,
  type Sheet,
  type Style,
} from './sheet.ts'

/** Lines that stay together: one alone at the head or foot of a page is easily overlooked. */
const TOGETHER = 2
const GAP = 0.6

/** A heading stays on the page of what it is the heading of, at least of its first lines: `following`, in points. */
export function writeHeading(sheet: Sheet, words: string, role: 'H1' | 'H2' | 'H3', following = 0): void {
  const style = { size: sheet.points * { H1: 1.7, H2: 1.25, H3: 1.1 }[role], isBold: true }
  const isFirst = role === 'H1' || sheet.y <= (sheet.frames.at(-1)?.top ?? sheet.top) + FRAME_PADDING
  if (!isFirst) sheet.y += sheet.points * GAP
  const lines = broken(sheet, words, widthOf(sheet), style).length
  need(sheet, (lines + 0.5) * lineHeight(style) + Math.max(following, 4 * lineHeight(text(sheet))))
  writeLines(sheet, words, style, sheet.left, part(sheet, role), role)
  sheet.y += sheet.points * 0.35
}

export function writeParagraph(sheet: Sheet, words: string, style: Style = text(sheet)): void {
  writeLines(sheet, words, style, sheet.left, part(sheet, 'P'), 'P')
  sheet.y += sheet.points * GAP
}

export function writeList(sheet: Sheet, items: readonly string[]): void {
  const list = part(sheet, 'L')
  const indent = sheet.points * 1.3
  inside(sheet, list, () => {
    for (const item of items) {
      const one = part(sheet, 'LI')
      need(sheet, lineHeight(text(sheet)))
      inside(sheet, one, () => {
        const label = part(sheet, 'Lbl')
        drawIn(sheet.pdf, label, 'Lbl', () => drawLines(sheet.pdf, ['•'], sheet.left, sheet.y, text(sheet)))
        writeLines(sheet, item, text(sheet), sheet.left + indent, part(sheet, 'LBody'), 'LBody', 1)
      })
      sheet.y += sheet.points * 0.2
    }
  })
  sheet.y += sheet.points * GAP
}

/** Writes words from a left edge to the right one, over as many pages as they need. */
function writeLines(
  sheet: Sheet,
  words: string,
  style: Style,
  x: number,
  element: Element,
  role: string,
  together = TOGETHER,
): void {
  let rest = broken(sheet, words, widthOf(sheet) - (x - sheet.left), style)
  while (rest.length > 0) {
    need(sheet, Math.min(together, rest.length) * lineHeight(style))
    const fit = Math.max(1, Math.floor(room(sheet) / lineHeight(style)))
    const now = rest.slice(0, fit)
    drawIn(sheet.pdf, element, role, () => drawLines(sheet.pdf, now, x, sheet.y, style))
    sheet.y += now.length * lineHeight(style)
    rest = rest.slice(fit)
    if (rest.length > 0) newPage(sheet)
  }
}
