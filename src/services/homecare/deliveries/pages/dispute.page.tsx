import { TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { actPage } from './delivery-page.tsx'

export const disputePage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/dispute',
  title: 'Say that something is wrong with a delivery',
  button: 'Save',
  isOwn: true,
  fields: { reason: textField({ label: 'What is wrong', missing: 'Enter what is wrong', maxLength: 500 }) },
  read: ({ reason }) => ({ act: { event: 'dispute', reason } }),
  Boxes: ({ form }) => <TextAreaField {...form.field('reason')} rows={4} maxlength={500} />,
})
