import { TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { actPage } from './delivery-page.tsx'

export const takeBackPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/take-back',
  title: 'Record a delivery as returned',
  button: 'Record as returned',
  isOwn: false,
  fields: { reason: textField({ label: 'Why it came back', missing: 'Enter why it came back', maxLength: 500 }) },
  read: ({ reason }) => ({ act: { event: 'take-back', reason } }),
  Boxes: ({ form }) => <TextAreaField {...form.field('reason')} rows={4} maxlength={500} />,
})
