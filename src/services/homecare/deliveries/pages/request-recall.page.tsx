import { TextAreaField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import { recallDelivery } from '../commands/recall-delivery.ts'
import { actPage } from './delivery-page.tsx'

export const requestRecallPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/request-recall',
  title: 'Ask for a delivery back',
  button: 'Ask for it back',
  isOwn: true,
  fields: { reason: textField({ label: 'Why', missing: 'Enter why it is asked back', maxLength: 500 }) },
  intro: ({ isOnBehalf }) => (
    <p>
      {isOnBehalf
        ? 'This company does not use Troth. Telephone them as well: a task reminds the team.'
        : 'The company is told at once. It may be too late: then someone calls the patient.'}
    </p>
  ),
  read: ({ reason }) => ({ act: { event: 'request-recall', reason } }),
  send: (ctx, { deliveryId, version }, act) =>
    recallDelivery(ctx, { deliveryId, version, reason: act.event === 'request-recall' ? act.reason : '' }),
  Boxes: ({ form }) => <TextAreaField {...form.field('reason')} rows={4} maxlength={500} />,
})
