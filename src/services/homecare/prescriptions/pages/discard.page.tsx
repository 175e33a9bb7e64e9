import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { discardPrescription } from '../commands/discard-prescription.ts'
import { prescriptionPaths } from '../paths.ts'
import { writePrescription } from '../policy.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { refusalErrors } from './refusal-errors.ts'

export const discardPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/discard',
  policy: writePrescription,
  title: 'Discard this prescription',
  form: {
    fields: { reason: textField({ label: 'Reason', missing: 'Enter the reason', maxLength: 500 }) },
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, { reason }, { version = 0 }) {
      const answer = await discardPrescription(ctx, { prescriptionId, version, reason })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused, { 'no-reason': 'reason' } as const) }
        : { redirect: prescriptionPaths.homecare(answer.patientId, 'discarded') }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Discard this prescription</h1>
      <p>It has not been signed. It stays in the history, and nobody is supplied from it.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} maxlength={500} rows={3} />
        <Button variant="warning">Discard</Button>
      </Form>
    </>
  ),
})
