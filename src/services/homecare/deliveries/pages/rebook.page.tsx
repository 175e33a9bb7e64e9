import { actPage } from './delivery-page.tsx'

export const rebookPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/rebook',
  title: 'Arrange a delivery again',
  button: 'Arrange again',
  fields: {},
  intro: ({ care: { delivery } }) =>
    delivery.state === 'booked' ? (
      <p>The delivery becomes due again and its booking is cleared. Agree another day with the patient.</p>
    ) : (
      <p>The delivery becomes due again. Its booking is cleared, and it must be dispensed again.</p>
    ),
  read: () => ({ act: { event: 'rebook' } }),
})
