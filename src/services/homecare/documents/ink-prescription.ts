import type { Block } from '../../../core/documents/printed-document.ts'
import type { JsonValue } from '../../../core/values/canonical-json.ts'
import { civilDateOf, formatInstant } from '../../../core/values/london-time.ts'
import { besideBlock, type BesideContent } from './beside-content.ts'
import { contentBlocks, headLines } from './content-blocks.ts'
import { contentRefusals, readContent, refuseQuantity } from './content-refusals.ts'
import { made, type Made } from './made.ts'
import { fact, isMadeUp } from './words.ts'

export interface PaperPrescription {
  /** The legal content as it was written or screened. */
  readonly content: JsonValue
  /** Its digest when it was written or screened. */
  readonly digest: string
  readonly madeAt: Date
  readonly beside: BesideContent
  readonly isDemonstration: boolean
}

export const NOT_YET_SIGNED = 'Not valid until signed in ink'

/**
 * A prescription on paper, with room for a signature by hand: the only way for controlled drugs of schedules 1 to 3 without
 * EPS (regulation 15 asks for ink, a date and the total in words and figures). Throws when words and figures do not agree.
 */
export function inkPrescription({ content: json, digest, madeAt, beside, isDemonstration }: PaperPrescription): Made {
  const read = readContent(json, digest)
  if ('refusals' in read) return read
  const { content } = read
  for (const item of content.items) {
    const refusal = refuseQuantity(item)
    if (refusal) throw new RangeError(refusal.sentence)
  }
  return made(contentRefusals(content, 'ink', civilDateOf(madeAt)), () => ({
    fileName: 'prescription-to-sign',
    title: 'Prescription',
    identity: headLines(content),
    stamp: NOT_YET_SIGNED,
    footer: `${content.prescriber.organisation}. Printed on ${formatInstant(madeAt)}.`,
    isDemonstration: isMadeUp(isDemonstration, content.patient.nhsNumber ?? undefined),
    blocks: [
      toThePrescriber,
      ...contentBlocks(content),
      { kind: 'heading', text: 'Signature' },
      { kind: 'space', label: 'Signature of the prescriber, by hand in ink that cannot be rubbed out', lines: 4 },
      { kind: 'space', label: 'Date of signing, by hand', lines: 2 },
      { kind: 'facts', facts: [fact('Digest of the content', digest), fact('Form of the content', content.form)] },
      besideBlock(beside, madeAt),
    ],
  }))
}

const toThePrescriber: Block = {
  kind: 'box',
  tone: 'warning',
  heading: NOT_YET_SIGNED,
  blocks: [
    {
      kind: 'list',
      items: [
        'Check every page, then sign and date the last one by hand in ink that cannot be rubbed out.',
        'Do not add or change anything by hand. If something is wrong, write a new prescription.',
        'Send the paper itself. A copy, scan or photograph is not a prescription.',
      ],
    },
  ],
}
