import { z } from 'zod'
import { saying } from '../../exchange/commands/saying.ts'
import { COMPANY_REASONS, type Answer } from '../answer.ts'
import { takeCompanyAnswer } from '../commands/take-answer.ts'

const reasons = Object.keys(COMPANY_REASONS) as [keyof typeof COMPANY_REASONS]

/** What the homecare company says of a prescription: accepted, queried, or what became of a cancellation. */
export const prescriptionAnswered = saying<Answer>({
  name: 'homecare.prescription-answered',
  title: 'Answer to a prescription',
  why: 'The clinic knows whether its patient will be supplied.',
  body: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('acknowledged'), digest: z.string().nullable() }),
    z.object({ kind: z.literal('queried'), reason: z.enum(reasons), words: z.string().max(2000) }),
    z.object({ kind: z.literal('cancelled') }),
    z.object({ kind: z.enum(['partly-cancelled', 'too-late']), undelivered: z.array(z.int().min(1).max(60)) }),
  ]),
  take: takeCompanyAnswer,
})
