import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField, optional } from '../../../../core/http/form/fields.ts'
import type { CivilDate } from '../../../../core/values/civil-date.ts'
import { STEP_SOURCES, type StepSource } from '../../steps/step.ts'

export const HOW_SAID = {
  telephone: STEP_SOURCES.telephone,
  email: STEP_SOURCES.email,
  letter: STEP_SOURCES.letter,
  portal: STEP_SOURCES.portal,
} as const satisfies Partial<Record<StepSource, string>>

/** How and when a company that does not use Troth said something. Asked of those who write it down, and of nobody else. */
export const howSaidFields = {
  source: optional(choiceField({ label: 'How the company told you', choices: HOW_SAID })),
  saidOn: optional(
    dateField({
      label: 'Day on which it told you',
      name: 'Day on which it told you',
      rule: (today) => ({ today, when: 'today-or-past' }),
    }),
  ),
}

interface HowSaid {
  readonly source: keyof typeof HOW_SAID | undefined
  readonly saidOn: CivilDate | undefined
}

/** What is missing on a form that is filled in on behalf of a company. */
export const howSaidErrors = ({ source, saidOn }: HowSaid) => ({
  ...(source === undefined ? { source: 'Select how the company told you' } : {}),
  ...(saidOn === undefined ? { saidOn: 'Enter the day on which the company told you' } : {}),
})

export const onBehalfOf = ({ source, saidOn }: HowSaid) =>
  source !== undefined && saidOn !== undefined ? { source, saidOn } : undefined
