import { Button } from '../../../../design-system/components/button.tsx'
import { DateField, Form, RadiosField, TextField } from '../../../../design-system/fields.tsx'
import { dateField, dateInputs } from '../../../../core/http/form/date-field.ts'
import { choiceField, optional, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { savePart } from '../commands/save-part.ts'
import { prescriptionPaths } from '../paths.ts'
import { writePrescription } from '../policy.ts'
import { prescriptionPage } from './prescription-page.tsx'
import { refusalErrors } from './refusal-errors.ts'

const UNITS = { week: 'Weeks', month: 'Months' } as const
const fields = {
  firstDoseOn: dateField({
    label: 'Date of the first dose',
    hint: 'The first dose that is covered by this prescription',
    name: 'Date of the first dose',
    rule: (today) => ({ today, when: 'today-or-future' }),
  }),
  deliveries: wholeNumberField({
    label: 'Number of deliveries',
    least: 1,
    most: 60,
    missing: 'Enter how many deliveries',
  }),
  every: wholeNumberField({
    label: 'Time between deliveries',
    least: 1,
    most: 60,
    missing: 'Enter the time between deliveries',
  }),
  unit: choiceField({ label: 'Weeks or months', choices: UNITS, missing: 'Select weeks or months' }),
  notBefore: optional(
    dateField({
      label: 'Not to be used before (optional)',
      name: 'Not to be used before',
      rule: (today) => ({ today, when: 'today-or-future' }),
    }),
  ),
}

export const deliveriesPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/deliveries',
  policy: writePrescription,
  title: 'Deliveries',
  backHref: ({ prescription }) => prescriptionPaths.doseText(prescription.prescriptionId),
  form: {
    fields,
    version: ({ prescription }) => prescription.version,
    initial: ({ stored }) => ({
      ...dateInputs('firstDoseOn', stored?.draft.firstDoseOn),
      deliveries: stored?.draft.deliveries === undefined ? '' : String(stored.draft.deliveries),
      every: stored?.draft.interval === undefined ? '' : String(stored.draft.interval.every),
      unit: stored?.draft.interval?.unit,
      ...dateInputs('notBefore', stored?.draft.notBefore),
    }),
    async submit(ctx, { prescription: { prescriptionId } }, { firstDoseOn, deliveries, every, unit, notBefore }, at) {
      const answers = { firstDoseOn, deliveries, interval: { every, unit }, notBefore }
      const answer = await savePart(ctx, { prescriptionId, version: at.version ?? 0, part: 'deliveries', answers })
      return 'refused' in answer
        ? {
            errors: refusalErrors(answer.refused, {
              'beyond-duration': 'deliveries',
              'not-repeatable': 'deliveries',
              occasions: 'deliveries',
            } as const),
          }
        : { redirect: prescriptionPaths.quantity(prescriptionId) }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Deliveries</h1>
      <Form {...form.hidden}>
        <DateField {...form.field('firstDoseOn')} />
        <TextField {...form.field('deliveries')} inputmode="numeric" width={2} />
        <TextField {...form.field('every')} inputmode="numeric" width={2} />
        <RadiosField
          {...form.field('unit')}
          small
          options={Object.entries(UNITS).map(([value, label]) => ({ value, label }))}
        />
        <DateField {...form.field('notBefore')} />
        <Button>Save and continue</Button>
      </Form>
    </>
  ),
})
