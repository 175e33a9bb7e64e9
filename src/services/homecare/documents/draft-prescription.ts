import { formatInstant } from '../../../core/values/london-time.ts'
import { contentBlocks, headLines } from './content-blocks.ts'
import { readContent } from './content-refusals.ts'
import type { PaperPrescription } from './ink-prescription.ts'
import type { Made } from './made.ts'
import { isMadeUp } from './words.ts'

export const DRAFT = 'Draft, not a prescription'

/** What is written so far, to talk about. It says on every page that it is no prescription, and has no place for a signature. */
export function draftPrescription(draft: Omit<PaperPrescription, 'beside'>): Made {
  const read = readContent(draft.content, draft.digest)
  if ('refusals' in read) return read
  const { content } = read
  return {
    document: {
      fileName: 'draft-not-a-prescription',
      title: DRAFT,
      identity: headLines(content),
      stamp: DRAFT,
      footer: `${DRAFT}. Printed on ${formatInstant(draft.madeAt)}.`,
      isDemonstration: isMadeUp(draft.isDemonstration, content.patient.nhsNumber ?? undefined),
      blocks: [
        {
          kind: 'box',
          tone: 'warning',
          heading: DRAFT,
          blocks: [{ kind: 'paragraph', text: 'Nobody has signed this. Do not supply anything from it.' }],
        },
        ...contentBlocks(content),
      ],
    },
  }
}
