import { TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { actPage } from './delivery-page.tsx'

export const quarantinePage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/quarantine',
  title: 'Mark a delivery as not to be used',
  button: 'Mark as not to be used',
  isOwn: true,
  fields: {
    reason: textField({ label: 'Why it must not be used', missing: 'Enter why it must not be used', maxLength: 500 }),
  },
  read: ({ reason }) => ({ act: { event: 'quarantine', reason } }),
  Boxes: ({ form }) => <TextAreaField {...form.field('reason')} rows={4} maxlength={500} />,
})
