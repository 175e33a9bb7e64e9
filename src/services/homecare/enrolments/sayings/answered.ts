import { z } from 'zod'
import { saying } from '../../exchange/commands/saying.ts'
import { takeAnswer } from '../commands/take-answer.ts'

const answerShape = z.union([
  z.object({ answer: z.literal('accept'), accountReference: z.string().min(1).max(60) }),
  z.object({ answer: z.literal('reject'), reason: z.string().min(1).max(1000) }),
])
export type RegistrationAnswer = z.infer<typeof answerShape>

/** A homecare company accepts or refuses a patient. About the registration. */
export const registrationAnswered = saying<RegistrationAnswer>({
  name: 'homecare.registration-answered',
  title: 'Answer to a homecare registration',
  why: 'The hospital must know whether a homecare company delivers to its patient, or find another.',
  body: answerShape,
  take: takeAnswer,
})
