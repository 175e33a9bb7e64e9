import type { PrintedDocument } from '../documents/printed-document.ts'

/** A document as a file. Its name is the document's own, and the same for everybody. */
export interface PdfFile {
  readonly document: PrintedDocument
  /** Points of the text; from 16 it is large print. */
  readonly points?: number
}
