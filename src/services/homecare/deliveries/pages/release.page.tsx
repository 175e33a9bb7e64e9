import { TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { actPage } from './delivery-page.tsx'

export const releasePage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/release',
  title: 'Release a delivery for use',
  button: 'Release for use',
  isOwn: true,
  fields: { outcome: textField({ label: 'What was found', missing: 'Enter what was found', maxLength: 500 }) },
  read: ({ outcome }) => ({ act: { event: 'release', outcome } }),
  Boxes: ({ form }) => <TextAreaField {...form.field('outcome')} rows={4} maxlength={500} />,
})
