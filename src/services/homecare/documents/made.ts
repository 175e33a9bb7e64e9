import type { PrintedDocument } from '../../../core/documents/printed-document.ts'
import type { Refusal } from '../../../core/values/refusal.ts'

/** A document, or every reason why it may not be made. */
export type Made =
  | { readonly document: PrintedDocument; readonly refusals?: undefined }
  | { readonly refusals: readonly [Refusal, ...Refusal[]]; readonly document?: undefined }

/** The document unless something refuses it. It is not built when something does. */
export function made(refusals: readonly (Refusal | undefined)[], document: () => PrintedDocument): Made {
  const [first, ...others] = refusals.filter((refusal) => refusal !== undefined)
  return first === undefined ? { document: document() } : { refusals: [first, ...others] }
}
