import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import { choiceField, textField } from '../../../../core/http/form/fields.ts'
import { prescriptionPage } from '../../prescriptions/pages/prescription-page.tsx'
import { SignedFirst } from '../../prescriptions/pages/signed-first.tsx'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { optionsOf } from '../../sending/pages/queue-parts.tsx'
import { queryPrescription } from '../commands/query-prescription.ts'
import { screeningPaths } from '../paths.ts'
import { screenPrescriptions } from '../policy.ts'
import { QUERY_REASONS } from '../screening.ts'

export const queryPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/query',
  policy: screenPrescriptions,
  title: 'Ask the prescriber',
  backHref: ({ prescription }) => screeningPaths.screen(prescription.prescriptionId),
  form: {
    fields: {
      reason: choiceField({
        label: 'What is it about?',
        choices: QUERY_REASONS,
        missing: 'Select what your question is about',
      }),
      words: textField({ label: 'Your question', missing: 'Enter your question', maxLength: 1000 }),
    },
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, { reason, words }, { version = 0 }) {
      const { refusals } = await queryPrescription(ctx, { prescriptionId, version, reason, words })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, { 'no-reason': 'words' } as const) }
        : { redirect: screeningPaths.queue({ notice: 'queried' }) }
    },
  },
  View: ({ form, subject: { prescription } }) => (
    <>
      <h1 class="nhsuk-heading-l">Ask the prescriber</h1>
      <SignedFirst state={prescription.state}>
        When you ask, the signature no longer counts. The prescriber is told to sign again.
      </SignedFirst>
      <p>They get an urgent task. The prescription waits until they have answered.</p>
      <Form {...form.hidden}>
        <RadiosField {...form.field('reason')} options={optionsOf(QUERY_REASONS)} />
        <TextAreaField {...form.field('words')} maxlength={1000} rows={4} />
        <Button>Ask the prescriber</Button>
      </Form>
    </>
  ),
})
