import type { FastifyReply } from 'fastify'
import type { Context } from '../context.ts'
import type { PrintedDocument } from '../documents/printed-document.ts'
import type { PdfFile } from './pdf.ts'

/** A document as the bytes of a PDF, dated by the clock. In a demonstration it says so, whoever wrote it. */
export async function pdfBytes(ctx: Pick<Context, 'clock' | 'demonstration'>, file: PdfFile): Promise<Buffer> {
  pdfName(file.document)
  // Typefaces take long to read, and most who open a page print nothing.
  const { renderPdf } = await import('../pdf/render-pdf.ts')
  const { document, points } = file
  return await renderPdf(
    { ...document, isDemonstration: document.isDemonstration || ctx.demonstration === true },
    { createdAt: ctx.clock.now(), ...(points === undefined ? {} : { points }) },
  )
}

/** Sends a document to be kept or printed. */
export async function sendPdf(reply: FastifyReply, document: PrintedDocument, bytes: Buffer): Promise<void> {
  await reply
    .type('application/pdf')
    .header('content-disposition', `attachment; filename="${pdfName(document)}"`)
    .send(bytes)
}

/** Throws on a name that could hold a number, a date or a code: it stays in the lists of files of every device. */
export function pdfName({ fileName }: Pick<PrintedDocument, 'fileName'>): string {
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(fileName))
    throw new Error('The name of a document is small letters and hyphens alone')
  return `${fileName}.pdf`
}
