import { RadiosField } from '../../../../design-system/fields.tsx'
import { choiceField } from '../../../../core/http/form/fields.ts'
import { FAILURE_FAULTS, FAILURE_REASONS } from '../failure.ts'
import { actPage } from './delivery-page.tsx'

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

export const failPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/fail',
  title: 'Record that a delivery did not arrive',
  button: 'Record as not arrived',
  fields: {
    code: choiceField({
      label: 'Why it did not arrive',
      choices: FAILURE_REASONS,
      missing: 'Select why it did not arrive',
    }),
    fault: choiceField({
      label: 'Who could have prevented it',
      choices: FAILURE_FAULTS,
      missing: 'Select who could have prevented it',
    }),
  },
  read: ({ code, fault }) => ({ act: { event: 'fail', code, fault } }),
  Boxes: ({ form }) => (
    <>
      <RadiosField {...form.field('code')} options={choices(FAILURE_REASONS)} small />
      <RadiosField {...form.field('fault')} options={choices(FAILURE_FAULTS)} small />
    </>
  ),
})
