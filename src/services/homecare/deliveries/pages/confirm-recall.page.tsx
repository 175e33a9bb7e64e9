import { actPage } from './delivery-page.tsx'

export const confirmRecallPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/confirm-recall',
  title: 'Confirm that a delivery was stopped',
  button: 'It was stopped',
  fields: {},
  intro: () => (
    <p>
      Confirm only when the delivery is back, or never left. If it has gone out and cannot be stopped, record it as
      delivered when it arrives.
    </p>
  ),
  read: () => ({ act: { event: 'confirm-recall' } }),
})
