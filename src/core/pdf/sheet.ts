import type PDFDocument from 'pdfkit'
import { linesOf } from './lines.ts'

export type Pdf = InstanceType<typeof PDFDocument>
export type Element = ReturnType<Pdf['struct']>

/** How a text looks. */
export interface Style {
  readonly size: number
  readonly isBold: boolean
}

/** Where on the paper the next thing goes, and where in the structure it belongs. */
export interface Sheet {
  readonly pdf: Pdf
  /** Points of the text. */
  readonly points: number
  readonly top: number
  readonly bottom: number
  left: number
  right: number
  y: number
  /** The element that the next one becomes a part of. */
  within: Element
  /** Frames that are open, and where each began on this page. */
  readonly frames: Frame[]
}

export interface Frame {
  readonly left: number
  readonly right: number
  readonly weight: number
  top: number
}

const LINE = 1.38

export const text = (sheet: Sheet): Style => ({ size: sheet.points, isBold: false })
export const strong = (sheet: Sheet): Style => ({ size: sheet.points, isBold: true })
export const lineHeight = ({ size }: Style): number => size * LINE
export const widthOf = ({ left, right }: Pick<Sheet, 'left' | 'right'>): number => right - left
export const room = ({ bottom, y, frames }: Sheet): number => bottom - y - frames.length * FRAME_PADDING
/** What a page holds at most. */
export const wholePage = ({ bottom, top, frames }: Sheet): number => bottom - top - 2 * frames.length * FRAME_PADDING
export const FRAME_PADDING = 8

/** Chooses the style for what is drawn and measured next. */
export const use = (pdf: Pdf, { size, isBold }: Style): Pdf => pdf.font(isBold ? 'bold' : 'regular').fontSize(size)

export function broken(sheet: Pick<Sheet, 'pdf'>, words: string, width: number, style: Style): string[] {
  use(sheet.pdf, style)
  return linesOf(words, width, (line) => sheet.pdf.widthOfString(line))
}

/** Draws lines one under the other from a height down. */
export function drawLines(pdf: Pdf, lines: readonly string[], x: number, y: number, style: Style): void {
  use(pdf, style)
  for (const [index, line] of lines.entries()) {
    if (line !== '') pdf.text(line, x, y + index * lineHeight(style), { lineBreak: false })
  }
}

/** A page of its own for what no longer fits. Frames that are open are closed here and opened again there. */
export function newPage(sheet: Sheet): void {
  for (const frame of sheet.frames) drawFrame(sheet, frame, sheet.bottom)
  sheet.pdf.addPage()
  sheet.y = sheet.top + sheet.frames.length * FRAME_PADDING
  for (const frame of sheet.frames) frame.top = sheet.top
}

/** Begins a new page unless so much fits on this one, or this one is empty. */
export function need(sheet: Sheet, height: number): void {
  const isEmpty = sheet.y <= sheet.top + sheet.frames.length * FRAME_PADDING
  if (height > room(sheet) && !isEmpty) newPage(sheet)
}

export function drawFrame(sheet: Sheet, frame: Frame, bottom: number): void {
  artifact(sheet.pdf, () =>
    sheet.pdf
      .lineWidth(frame.weight)
      .rect(frame.left, frame.top, widthOf(frame), bottom - frame.top)
      .stroke('#212b32'),
  )
}

/** What is drawn for the eye alone and no screen reader reads: lines, frames. */
export function artifact(pdf: Pdf, draw: () => void): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  draw()
  pdf.endMarkedContent()
}

/** A part of the structure with a role, such as `P` or `Table`, inside what is being written. */
export function part(sheet: Pick<Sheet, 'pdf' | 'within'>, role: string, scope?: 'Row' | 'Column'): Element {
  const element = sheet.pdf.struct(role, scope === undefined ? {} : ({ scope } as object))
  sheet.within.add(element)
  return element
}

/** Draws what belongs to an element. An element may have a piece on each of several pages. */
export function drawIn(pdf: Pdf, element: Element, role: string, draw: () => void): void {
  const content = pdf.markStructureContent(role)
  draw()
  pdf.endMarkedContent()
  element.add(content)
}

/** Writes something whose parts go inside an element. */
export function inside(sheet: Sheet, element: Element, write: () => void): void {
  const before = sheet.within
  sheet.within = element
  write()
  sheet.within = before
}
