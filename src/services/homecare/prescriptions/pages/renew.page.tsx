import { Button } from '../../../../design-system/components/button.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { renewPrescription } from '../commands/renew-prescription.ts'
import { prescriptionPaths } from '../paths.ts'
import { writePrescription } from '../policy.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { refusalErrors } from './refusal-errors.ts'

export const renewPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/renew',
  policy: writePrescription,
  title: 'Renew this prescription',
  form: {
    fields: {},
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, _values, { version = 0 }) {
      const answer = await renewPrescription(ctx, { prescriptionId, version })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused) }
        : { redirect: prescriptionPaths.check(answer.prescriptionId, 'renewed') }
    },
  },
  View: ({ form, subject: { therapy } }) => (
    <>
      <h1 class="nhsuk-heading-l">
        <span class="nhsuk-caption-l">Prescription of {therapy.medicine.toLowerCase()}</span>
        Renew this prescription
      </h1>
      <p>
        A new prescription is written from this one. Its dates go on where this one ends, and loading doses are left
        out. You see what has changed before you finish it.
      </p>
      <Form {...form.hidden}>
        <Button>Renew</Button>
      </Form>
    </>
  ),
})
