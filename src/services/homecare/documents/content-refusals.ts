import { controlledDrug } from '../../../core/medicines/controlled-drug.ts'
import type { JsonValue } from '../../../core/values/canonical-json.ts'
import type { CivilDate } from '../../../core/values/civil-date.ts'
import type { Refusal } from '../../../core/values/refusal.ts'
import { isAmount } from '../therapies/amount.ts'
import { contentDigest, type LegalContent } from '../prescriptions/legal-content.ts'
import { quantityInFigures, refuseWordsAndFigures } from '../prescriptions/quantity-words.ts'
import { type Exit, refuseExit } from '../prescriptions/route.ts'
import { mustStateAge, refuseOccasions } from '../prescriptions/validity.ts'
import { signedContent, type SignedContent, type SignedItem } from './signed-content.ts'

export type Read = { readonly content: SignedContent } | { readonly refusals: readonly [Refusal] }

/** Content read back, when its digest is the one that was screened or signed. */
export function readContent(json: JsonValue, digest: string): Read {
  const parsed = signedContent.safeParse(json)
  if (!parsed.success) {
    return {
      refusals: [{ name: 'not-readable', sentence: 'This is not a prescription that this program can print whole' }],
    }
  }
  return contentDigest(json as LegalContent) === digest
    ? { content: parsed.data }
    : { refusals: [{ name: 'content-changed', sentence: 'The content is not what was screened or signed' }] }
}

/** Words, figures and number of an item that do not say the same. */
export function refuseQuantity({ quantity, quantityFigures, quantityWords }: SignedItem): Refusal | undefined {
  const isFigures = isAmount(quantity) && quantityFigures === quantityInFigures(quantity)
  return isFigures
    ? refuseWordsAndFigures(quantityWords, quantityFigures)
    : { name: 'words-and-figures', sentence: 'The quantity in figures must be the quantity that was prescribed' }
}

/** What the law asks of the content itself, on the day it was signed or is to be signed. */
export function contentRefusals(content: SignedContent, exit: Exit, on: CivilDate): (Refusal | undefined)[] {
  const { birthDate, ageIfUnder12 } = content.patient
  const schedules = content.items.map((item) => controlledDrug(item.controlledDrugCategory ?? undefined).schedule)
  return [
    ...content.items.map(refuseQuantity),
    ...schedules.map((schedule) => refuseExit(schedule, exit)),
    ...schedules.map((schedule) => refuseOccasions({ schedule, occasions: content.deliveries })),
    mustStateAge(birthDate, on) && ageIfUnder12 === null
      ? { name: 'no-age', sentence: 'The age of a patient under 12 must be stated: write the prescription again' }
      : undefined,
  ]
}
