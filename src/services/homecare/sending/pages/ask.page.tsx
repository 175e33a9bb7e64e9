import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import { choiceField, textField } from '../../../../core/http/form/fields.ts'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { COMPANY_REASONS } from '../answer.ts'
import { answerPrescription } from '../commands/answer-prescription.ts'
import { sendingPaths } from '../paths.ts'
import { optionsOf } from './queue-parts.tsx'
import { receivedPage } from './received-page.tsx'

export const askPage = receivedPage({
  path: '/staff/homecare/received/:prescriptionId/ask',
  title: 'Ask the clinic',
  backHref: sendingPaths.prescription,
  form: {
    fields: {
      reason: choiceField({
        label: 'What is it about?',
        choices: COMPANY_REASONS,
        missing: 'Select what your question is about',
      }),
      words: textField({ label: 'Your question', missing: 'Enter your question', maxLength: 1000 }),
    },
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, { reason, words }, { version = 0 }) {
      const answer = { kind: 'queried', reason, words } as const
      const { refusals } = await answerPrescription(ctx, { prescriptionId, version, answer })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, { 'no-reason': 'words' } as const) }
        : { redirect: `${sendingPaths.prescription(prescriptionId)}?notice=answered` }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Ask the clinic</h1>
      <p>The prescriber gets an urgent task. Do not supply until they have answered.</p>
      <Form {...form.hidden}>
        <RadiosField {...form.field('reason')} options={optionsOf(COMPANY_REASONS)} />
        <TextAreaField {...form.field('words')} maxlength={1000} rows={4} />
        <Button>Ask the clinic</Button>
      </Form>
    </>
  ),
})
