// Prescriptions as PDF, a second, beside the same lines drawn by pdfkit alone, without structure, tables or checks.
import PDFDocument from 'pdfkit'
import { renderPdf } from '../src/core/pdf/render-pdf.ts'
import { typeface } from '../src/core/pdf/typeface.ts'
import { CHECKED_AT, checked, items, REAL, signed } from '../src/services/homecare/documents/documents.test-support.ts'
import {
  prescriptionDocument,
  type SignedPrescription,
} from '../src/services/homecare/documents/prescription-document.ts'
import { ratesInTurns } from './support/rate.ts'
import { report } from './support/report.ts'

async function prescription(of: SignedPrescription): Promise<Buffer> {
  const { document } = prescriptionDocument(of)
  if (!document) throw new Error('The prescription was refused')
  return await renderPdf(document, { createdAt: CHECKED_AT })
}

/** The texts of the same document, one under the other, in the same typefaces. */
function bare(of: SignedPrescription): Promise<Buffer> {
  const { document } = prescriptionDocument(of)
  const texts = JSON.stringify(document?.blocks).match(/(?<=")[^"]{3,}(?=")/g) ?? []
  const { regular } = typeface()
  const pdf = new PDFDocument({ size: 'A4', font: regular as never, info: { CreationDate: CHECKED_AT } })
  const pieces: Buffer[] = []
  pdf.on('data', (piece: Buffer) => pieces.push(piece))
  pdf.fontSize(11)
  for (const text of texts) pdf.text(text)
  return new Promise((resolve) => {
    pdf.on('end', () => resolve(Buffer.concat(pieces)))
    pdf.end()
  })
}

export async function run(): Promise<void> {
  for (const count of [1, 4]) {
    const of = checked(await signed({ ...REAL, items: items(count) }))
    const { value, floor } = await ratesInTurns(
      () => prescription(of),
      () => bare(of),
      { rounds: 3, lanes: 1, seconds: 1 },
    )
    report({ name: `prescription-pdf-${count}`, value, unit: 'documents/s', floor, note: `${count} items, tagged` })
  }
}
