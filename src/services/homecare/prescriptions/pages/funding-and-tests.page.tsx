import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { DateField, Form, TextField } from '../../../../design-system/fields.tsx'
import { dateField, dateInputs } from '../../../../core/http/form/date-field.ts'
import { optional, textField } from '../../../../core/http/form/fields.ts'
import { savePart } from '../commands/save-part.ts'
import { prescriptionPaths } from '../paths.ts'
import { writePrescription } from '../policy.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { refusalErrors } from './refusal-errors.ts'

const until = (label: string) => optional(dateField({ label, name: label }))
const fields = {
  fundingReference: optional(textField({ label: 'Funding reference (optional)', maxLength: 60 })),
  fundingUntil: until('Funding ends on (optional)'),
  bloodsUntil: until('Blood tests are due by (optional)'),
  weightBand: optional(
    textField({
      label: 'Weight band, if the dose depends on it (optional)',
      hint: 'Like “50 to 60 kg”',
      maxLength: 60,
    }),
  ),
}

export const fundingAndTestsPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/funding-and-tests',
  policy: writePrescription,
  title: 'Funding and tests',
  backHref: ({ prescription }) => prescriptionPaths.quantity(prescription.prescriptionId),
  form: {
    fields,
    version: ({ prescription }) => prescription.version,
    initial: ({ stored }) => ({
      fundingReference: stored?.draft.fundingReference,
      ...dateInputs('fundingUntil', stored?.draft.fundingUntil),
      ...dateInputs('bloodsUntil', stored?.draft.bloodsUntil),
      weightBand: stored?.draft.weightBand,
    }),
    async submit(ctx, { prescription: { prescriptionId } }, values, { version = 0 }) {
      const answer = await savePart(ctx, { prescriptionId, version, part: 'checks', answers: values })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused) }
        : { redirect: prescriptionPaths.check(prescriptionId) }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Funding and tests</h1>
      <WarningCallout headingLevel={2} heading="Not checked by Troth">
        <p>
          Troth does not check funding or blood tests. Enter what you know. What is left empty goes to a pharmacist.
        </p>
      </WarningCallout>
      <Form {...form.hidden}>
        <TextField {...form.field('fundingReference')} width={20} />
        <DateField {...form.field('fundingUntil')} />
        <DateField {...form.field('bloodsUntil')} />
        <TextField {...form.field('weightBand')} width={20} />
        <Button>Save and continue</Button>
      </Form>
    </>
  ),
})
