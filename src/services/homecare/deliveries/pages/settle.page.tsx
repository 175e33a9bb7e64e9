import { TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { actPage } from './delivery-page.tsx'

export const settlePage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/settle',
  title: 'Settle what was wrong with a delivery',
  button: 'Settle',
  isOwn: true,
  fields: { outcome: textField({ label: 'What was agreed', missing: 'Enter what was agreed', maxLength: 500 }) },
  read: ({ outcome }) => ({ act: { event: 'settle', outcome } }),
  Boxes: ({ form }) => <TextAreaField {...form.field('outcome')} rows={4} maxlength={500} />,
})
