import type { Block, PrintedDocument } from '../documents/printed-document.ts'
import { readPdf, type ReadPdf } from './read-pdf.test-support.ts'
import { renderPdf } from './render-pdf.ts'

export const MADE_AT = new Date('2026-11-29T12:00:00Z')

export const documentOf = (blocks: readonly Block[], more: Partial<PrintedDocument> = {}): PrintedDocument => ({
  fileName: 'test',
  title: 'A document',
  identity: ['Mrs Amina Khan · born 01-Feb-1980 · NHS number 999 000 0018'],
  footer: 'Riverside NHS Trust',
  isDemonstration: false,
  blocks,
  ...more,
})

export const printed = async (document: PrintedDocument, points?: number): Promise<ReadPdf> =>
  await readPdf(await renderPdf(document, { createdAt: MADE_AT, ...(points === undefined ? {} : { points }) }))
