import { CheckboxesField, DateField, TextField } from '../../../../design-system/fields.tsx'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { textField, tickField } from '../../../../core/http/form/fields.ts'
import { formatDate } from '../../../../core/values/civil-date.ts'
import { actPage } from './delivery-page.tsx'

export const deferPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/defer',
  title: 'Put a delivery off',
  button: 'Put off',
  fields: {
    until: dateField({
      label: 'Day to speak to the patient again',
      name: 'Day to speak to the patient again',
      rule: (today) => ({ today }),
    }),
    reason: textField({ label: 'Why', missing: 'Enter why it is put off', maxLength: 500 }),
    hasToldClinic: tickField({ label: 'The clinic knows that this uses up the reserve at home' }),
  },
  intro: ({ care }) => <p>The patient needs this delivery by {formatDate(care.delivery.deliverBy)}.</p>,
  read: ({ until, reason, hasToldClinic }, _subject, today) =>
    until <= today
      ? { errors: { until: 'Day to speak to the patient again must be in the future' } }
      : { act: { event: 'defer', until, reason, hasToldClinic } },
  Boxes: ({ form }) => (
    <>
      <DateField {...form.field('until')} />
      <TextField {...form.field('reason')} />
      <CheckboxesField
        {...form.field('hasToldClinic')}
        label="If it is later than that"
        options={[{ value: 'yes', label: 'The clinic knows that this uses up the reserve at home' }]}
      />
    </>
  ),
})
