import { TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { actPage } from './delivery-page.tsx'

export const destroyPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/destroy',
  title: 'Record a delivery as destroyed',
  button: 'Record as destroyed',
  isOwn: true,
  fields: {
    outcome: textField({ label: 'What was done with it', missing: 'Enter what was done with it', maxLength: 500 }),
  },
  read: ({ outcome }) => ({ act: { event: 'destroy', outcome } }),
  Boxes: ({ form }) => <TextAreaField {...form.field('outcome')} rows={4} maxlength={500} />,
})
