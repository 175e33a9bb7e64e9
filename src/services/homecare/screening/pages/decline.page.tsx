import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { prescriptionPage } from '../../prescriptions/pages/prescription-page.tsx'
import { SignedFirst } from '../../prescriptions/pages/signed-first.tsx'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { declinePrescription } from '../commands/decline-prescription.ts'
import { screeningPaths } from '../paths.ts'
import { screenPrescriptions } from '../policy.ts'

export const declinePage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/decline',
  policy: screenPrescriptions,
  title: 'Decline this prescription',
  backHref: ({ prescription }) => screeningPaths.screen(prescription.prescriptionId),
  form: {
    fields: { reason: textField({ label: 'Reason', missing: 'Enter the reason', maxLength: 1000 }) },
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, { reason }, { version = 0 }) {
      const { refusals } = await declinePrescription(ctx, { prescriptionId, version, reason })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, { 'no-reason': 'reason' } as const) }
        : { redirect: screeningPaths.queue({ notice: 'declined' }) }
    },
  },
  View: ({ form, subject: { prescription } }) => (
    <>
      <h1 class="nhsuk-heading-l">Decline this prescription</h1>
      <SignedFirst state={prescription.state}>
        When you decline, the signature no longer counts. The prescriber is told.
      </SignedFirst>
      <p>It ends here and cannot be signed. To ask about it instead, go back.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} maxlength={1000} rows={4} />
        <Button variant="warning">Decline</Button>
      </Form>
    </>
  ),
})
