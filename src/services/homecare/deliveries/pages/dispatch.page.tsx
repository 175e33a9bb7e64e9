import { actPage } from './delivery-page.tsx'

export const dispatchPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/dispatch',
  title: 'Send a delivery out',
  button: 'It has gone out',
  fields: {},
  intro: () => <p>Confirm that the delivery has left with the courier.</p>,
  read: () => ({ act: { event: 'dispatch' } }),
})
