import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { JsonValue } from '../../../core/values/canonical-json.ts'
import type { StructuredDose } from '../therapies/dose.ts'
import type { Interval } from '../therapies/quantity.ts'
import type { ClinicalPicture } from './difference.ts'
import { contentDigest, legalContent, type PrescriptionContent } from './legal-content.ts'

/** What has been answered so far. Nothing is lost when its author goes away, and a colleague may go on with it. */
export type PrescriptionDraft = {
  /** The product (VMP), and the brand (AMP) when one is named: dm+d ids as text. */
  readonly vmpId?: string | undefined
  readonly ampId?: string | undefined
  readonly dose?: StructuredDose | undefined
  /** Why loading doses are given a second time. */
  readonly loadAgainReason?: string | undefined
  /** Units in each delivery. */
  readonly quantity?: number | undefined
  readonly deliveries?: number | undefined
  readonly interval?: Interval | undefined
  readonly firstDoseOn?: CivilDate | undefined
  readonly notBefore?: CivilDate | undefined
  /** Entered by hand. Troth does not check them. */
  readonly fundingReference?: string | undefined
  readonly fundingUntil?: CivilDate | undefined
  readonly bloodsUntil?: CivilDate | undefined
  readonly weightBand?: string | undefined
  /** Why two biologics are given. */
  readonly twoBiologicsReason?: string | undefined
}

/** What was written: exactly what is screened and signed, the day it was written on and what was true around it. */
export type WrittenContent = {
  readonly content: PrescriptionContent
  readonly on: CivilDate
  readonly clinical: ClinicalPicture
}

/** What the sealed column `content` holds. A change that is begun stands in the draft until it is finished. */
export type StoredContent = { readonly draft: PrescriptionDraft; readonly written: WrittenContent | undefined }

/** The digest that is screened, signed and worked out again at each reading. */
export const digestOfWritten = ({ content, on }: Pick<WrittenContent, 'content' | 'on'>): string =>
  contentDigest(legalContent(content, on))

/** As text to be sealed. What is not known is null and not left out, so that the digest is the same when it is read again. */
export const storedText = (stored: StoredContent): string =>
  JSON.stringify(stored, (_, value: unknown) => (value === undefined ? null : value))

/** What `storedText` made. */
export const readStoredText = (text: string): StoredContent => known(JSON.parse(text) as JsonValue) as StoredContent

/** A reviver would take the names of what is not known away with the nulls. */
function known(value: JsonValue): unknown {
  if (value === null) return undefined
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(known)
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, known(part)]))
}
