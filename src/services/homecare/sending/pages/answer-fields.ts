import { choiceField, optional, textField } from '../../../../core/http/form/fields.ts'
import { type AnswerKind, COMPANY_REASONS, type CompanyReason, readNumbers } from '../answer.ts'
import type { GivenAnswer } from '../commands/answer-prescription.ts'

/** The questions of an answer, whoever records it. */
export const answerFields = {
  reason: optional(choiceField({ label: 'What is the question about?', choices: COMPANY_REASONS })),
  words: optional(textField({ label: 'The question', maxLength: 1000 })),
  undelivered: optional(
    textField<readonly number[]>({
      label: 'Deliveries that will not be made',
      hint: 'Their numbers, for example 2, 3',
      understand(text) {
        const value = readNumbers(text)
        return value === undefined
          ? { problem: 'Deliveries that will not be made must be numbers, like 2, 3' }
          : { value }
      },
    }),
  ),
} as const

interface Values {
  readonly reason: CompanyReason | undefined
  readonly words: string | undefined
  readonly undelivered: readonly number[] | undefined
}

/** What is missing for an answer of a kind, as one sentence a field. */
export function missingOf(kind: AnswerKind, { reason, words, undelivered }: Values) {
  return {
    ...(kind === 'queried' && reason === undefined ? { reason: 'Select what the question is about' } : {}),
    ...(kind === 'queried' && words === undefined ? { words: 'Enter the question' } : {}),
    ...(kind === 'partly-cancelled' && undelivered === undefined
      ? { undelivered: 'Enter the deliveries that will not be made' }
      : {}),
  }
}

export function answerOf(kind: AnswerKind, { reason = 'other', words = '', undelivered = [] }: Values): GivenAnswer {
  switch (kind) {
    case 'queried':
      return { kind, reason, words }
    case 'partly-cancelled':
    case 'too-late':
      return { kind, undelivered }
    case 'acknowledged':
    case 'cancelled':
      return { kind }
  }
}
