import PDFDocument from 'pdfkit'
import { DEMONSTRATION_SENTENCE, PRINT_SIZES, type PrintedDocument } from '../documents/printed-document.ts'
import { shownDocument } from '../documents/shown-text.ts'
import { drawEveryPage, everyPage, PAPER } from './every-page.ts'
import { part, strong, type Pdf, type Sheet } from './sheet.ts'
import { typeface } from './typeface.ts'
import { writeBlocks } from './write-blocks.ts'
import { writeHeading, writeParagraph } from './write-text.ts'

export interface PdfOptions {
  /** When it was made: the same document at the same instant is the same file, byte for byte. */
  readonly createdAt: Date
  /** Points of the text; from 16 it is large print. */
  readonly points?: number
}

/** A document as a tagged PDF (PDF/UA): a screen reader meets its title, language, headings, lists and tables. */
export async function renderPdf(document: PrintedDocument, options: PdfOptions): Promise<Buffer> {
  const points = options.points ?? PRINT_SIZES.standard
  if (!(points >= PRINT_SIZES.least && points <= PRINT_SIZES.most)) {
    throw new RangeError(`Text must have ${PRINT_SIZES.least} to ${PRINT_SIZES.most} points`)
  }
  const { regular, bold, hasSign } = typeface()
  const shown = shownDocument(document, hasSign)
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    // PDF/UA is newer than the types, which also know only names and bytes of fonts and not one that has been read.
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    autoFirstPage: false,
    font: regular as never,
    info: { Title: shown.title, Creator: 'Troth', Producer: 'Troth', CreationDate: options.createdAt },
  })
  pdf.registerFont('regular', regular as never)
  pdf.registerFont('bold', bold as never)
  const bytes = collected(pdf)
  write(pdf, shown, points)
  pdf.end()
  return await bytes
}

/** Without waiting in between, so that two documents never share the typeface's memory of letters. */
function write(pdf: Pdf, document: PrintedDocument, points: number): void {
  const page = everyPage(pdf, document, points)
  pdf.addPage()
  const within = pdf.struct('Document')
  pdf.addStructure(within)
  const [left, right] = [PAPER.margin, PAPER.width - PAPER.margin]
  const { top, bottom } = page
  const sheet: Sheet = { pdf, points, top, bottom, left, right, y: top, within, frames: [] }
  const head = page.head.map(() => part(sheet, 'P'))
  writeHeading(sheet, document.title, 'H1')
  if (document.isDemonstration) writeParagraph(sheet, DEMONSTRATION_SENTENCE, strong(sheet))
  writeBlocks(sheet, document.blocks)
  drawEveryPage(pdf, page, head, document.isDemonstration)
  within.end()
}

function collected(pdf: Pdf): Promise<Buffer> {
  const pieces: Buffer[] = []
  return new Promise((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece))
    pdf.on('end', () => resolve(Buffer.concat(pieces)))
    pdf.on('error', reject)
  })
}
