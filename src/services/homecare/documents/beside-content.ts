import type { Block } from '../../../core/documents/printed-document.ts'
import type { AllergyStatus } from '../../../core/values/allergy.ts'
import { formatInstant } from '../../../core/values/london-time.ts'
import { allergyWords, fact } from './words.ts'

/** What whoever supplies needs beside what is signed: from the record as it was when the document was made. */
export interface BesideContent {
  readonly allergies: AllergyStatus
  readonly deliveryAddress: readonly string[] | undefined
  readonly company: { readonly name: string; readonly telephone: string } | undefined
  /** The second professional who checked it, with the registration as a register writes it: “GPhC 2012345”. */
  readonly screenedBy: { readonly name: string; readonly registration: string; readonly at: Date } | undefined
  readonly clinic: { readonly name: string; readonly telephone: string }
}

export const besideBlock = (beside: BesideContent, at: Date): Block => ({
  kind: 'box',
  tone: 'plain',
  heading: 'Not part of what is signed',
  blocks: [
    {
      kind: 'paragraph',
      text: `This is from the record as it was on ${formatInstant(at)}. Check that it is still right before you supply.`,
    },
    {
      kind: 'facts',
      facts: [
        fact('Allergies', allergyWords(beside.allergies)),
        fact('Deliver to', beside.deliveryAddress),
        fact('Clinical screening', screeningWords(beside)),
        fact('Homecare company', beside.company ? [beside.company.name, beside.company.telephone] : undefined),
        fact('Questions to', [beside.clinic.name, beside.clinic.telephone]),
      ],
    },
  ],
})

const screeningWords = ({ screenedBy }: BesideContent): string =>
  screenedBy === undefined
    ? 'Not done. Do not supply until a second professional has checked it.'
    : `${screenedBy.name}, ${screenedBy.registration}, on ${formatInstant(screenedBy.at)}`
