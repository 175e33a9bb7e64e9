import { DEMONSTRATION, type PrintedDocument } from '../documents/printed-document.ts'
import {
  artifact,
  broken,
  drawIn,
  drawLines,
  lineHeight,
  use,
  widthOf,
  type Element,
  type Pdf,
  type Style,
} from './sheet.ts'

export const PAPER = { width: 595.28, height: 841.89, margin: 45 } as const

/** What stands on top and at the foot of each page, in lines, and how much of the page is left between them. */
export interface EveryPage {
  readonly head: readonly { readonly lines: readonly string[]; readonly style: Style }[]
  readonly foot: readonly string[]
  readonly style: Style
  readonly top: number
  readonly bottom: number
}

const EDGES = { left: PAPER.margin, right: PAPER.width - PAPER.margin }
/** Room at the right of the foot for “Page 10 of 12”, in widths of the text. */
const NUMBER_ROOM = 8

export function everyPage(pdf: Pdf, document: PrintedDocument, points: number): EveryPage {
  const style = { size: points, isBold: false }
  const bold = { size: points, isBold: true }
  const stamp = { size: points * 1.3, isBold: true }
  const width = widthOf(EDGES)
  const inLines = (words: string, look: Style) => ({ lines: broken({ pdf }, words, width, look), style: look })
  const head = [
    ...(document.stamp === undefined ? [] : [inLines(document.stamp.toLocaleUpperCase('en-GB'), stamp)]),
    ...document.identity.map((words) => inLines(words, bold)),
  ]
  const foot = broken({ pdf }, document.footer, width - NUMBER_ROOM * points, style)
  const high = head.reduce((sum, { lines, style: look }) => sum + lines.length * lineHeight(look), 0)
  const top = PAPER.margin * 0.8 + high + points * (head.length > 0 ? 1.3 : 0)
  const bottom = PAPER.height - PAPER.margin * 0.8 - foot.length * lineHeight(style) - points
  if (bottom - top < 12 * lineHeight(style)) throw new Error('What stands on every page leaves no room for the rest')
  return { head, foot, style, top, bottom }
}

/**
 * Draws it on all pages, now that their number is known. The head of the first page belongs to the elements given, so that a
 * screen reader says it once; all else is for the eye.
 */
export function drawEveryPage(pdf: Pdf, page: EveryPage, elements: readonly Element[], isDemonstration: boolean): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index)
    drawHead(pdf, page, index === start ? elements : [])
    drawFoot(pdf, page, `Page ${index - start + 1} of ${count}`)
    if (isDemonstration) drawAcross(pdf, DEMONSTRATION)
  }
}

function drawHead(pdf: Pdf, { head, style: { size }, top }: EveryPage, elements: readonly Element[]): void {
  if (head.length === 0) return
  let y = PAPER.margin * 0.8
  for (const [index, { lines, style }] of head.entries()) {
    const element = elements[index]
    const draw = () => drawLines(pdf, lines, EDGES.left, y, style)
    if (element) drawIn(pdf, element, 'P', draw)
    else pagination(pdf, 'Top', draw)
    y += lines.length * lineHeight(style)
  }
  rule(pdf, top - size * 0.9)
}

function drawFoot(pdf: Pdf, { foot, style, bottom }: EveryPage, number: string): void {
  const y = bottom + style.size
  rule(pdf, y - style.size * 0.3)
  pagination(pdf, 'Bottom', () => {
    drawLines(pdf, foot, EDGES.left, y, style)
    const width = use(pdf, style).widthOfString(number)
    drawLines(pdf, [number], EDGES.right - width, y, style)
  })
}

/** In grey over everything, from corner to corner: no frame or table can hide it, and the words stay readable. */
function drawAcross(pdf: Pdf, words: string): void {
  const middle = [PAPER.width / 2, PAPER.height / 2] as const
  artifact(pdf, () => {
    const size = 78
    pdf
      .save()
      .rotate(-54, { origin: [...middle] })
      .fillColor('#000000', 0.11)
    const width = use(pdf, { size, isBold: true }).widthOfString(words)
    pdf.text(words, middle[0] - width / 2, middle[1] - size * 0.7, { lineBreak: false })
    pdf.restore().fillColor('#000000', 1)
  })
}

const rule = (pdf: Pdf, y: number): void =>
  artifact(pdf, () => pdf.lineWidth(0.5).moveTo(EDGES.left, y).lineTo(EDGES.right, y).stroke('#768692'))

function pagination(pdf: Pdf, attached: 'Top' | 'Bottom', draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Pagination', attached: [attached] })
  draw()
  pdf.endMarkedContent()
}
