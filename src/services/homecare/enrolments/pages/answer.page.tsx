import { choiceField, optional, textField } from '../../../../core/http/form/fields.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import {
  DateField,
  Form,
  RadiosField,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../../design-system/fields.tsx'
import { answerRegistration as answer } from '../commands/answer-registration.ts'
import { registrationPaths } from '../paths.ts'
import { answerRegistration } from '../policy.ts'
import { HOW_SAID, howSaidErrors, howSaidFields, onBehalfOf } from './how-said.ts'
import { optionsOf } from './options-of.ts'
import { formErrors, registrationPage } from './registration-page.tsx'

const ANSWERS = { accept: 'Accept', reject: 'Refuse' } as const

export const answerPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/answer',
  policy: answerRegistration,
  title: 'Answer the registration',
  form: {
    fields: {
      answer: choiceField({ label: 'Answer', choices: ANSWERS, missing: 'Select accept or refuse' }),
      reference: optional(textField({ label: 'The company’s reference for this patient', maxLength: 60 })),
      reason: optional(textField({ label: 'Why it is refused', maxLength: 500 })),
      ...howSaidFields,
    },
    version: ({ registration }) => registration.version,
    check({ answer: chosen, reference, reason, source, saidOn }, { registration }) {
      const onBehalf = registration.counterpartId === undefined
      return {
        ...(chosen === 'accept' && reference === undefined
          ? { reference: 'Enter the company’s reference for this patient' }
          : {}),
        ...(chosen === 'reject' && reason === undefined ? { reason: 'Enter why it is refused' } : {}),
        ...(onBehalf ? howSaidErrors({ source, saidOn }) : {}),
      }
    },
    async submit(ctx, { registration: { enrolmentId } }, values, { version = 0 }) {
      const { reference = '', reason = '' } = values
      const body =
        values.answer === 'accept'
          ? { answer: 'accept' as const, accountReference: reference }
          : { answer: 'reject' as const, reason }
      const onBehalf = onBehalfOf(values)
      const { refusals } = await answer(ctx, { enrolmentId, version, body, onBehalf })
      return refusals.length > 0
        ? { errors: formErrors(refusals) }
        : { redirect: registrationPaths.registration(enrolmentId, 'answered') }
    },
  },
  View: ({ subject: { registration }, form }) => {
    const onBehalf = registration.counterpartId === undefined
    return (
      <>
        <h1 class="nhsuk-heading-l">Answer the registration</h1>
        {onBehalf && (
          <p>You write down what {registration.company?.name ?? 'the company'} said. Your name stays with it.</p>
        )}
        <Form {...form.hidden}>
          <RadiosField
            {...form.field('answer')}
            options={[
              {
                value: 'accept',
                label: ANSWERS.accept,
                conditional: <TextField {...form.field('reference')} width={20} />,
              },
              {
                value: 'reject',
                label: ANSWERS.reject,
                conditional: <TextAreaField {...form.field('reason')} rows={3} />,
              },
            ]}
          />
          {onBehalf && (
            <>
              <SelectField {...form.field('source')} placeholder="Select how" options={optionsOf(HOW_SAID)} />
              <DateField {...form.field('saidOn')} />
            </>
          )}
          <Button>Save the answer</Button>
        </Form>
      </>
    )
  },
})
