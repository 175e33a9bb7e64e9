import { TextField } from '../../../../design-system/fields.tsx'
import { optional, textField } from '../../../../core/http/form/fields.ts'
import { actPage } from './delivery-page.tsx'

export const deliverPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/deliver',
  title: 'Record a delivery as made',
  button: 'Record as delivered',
  fields: {
    takenBy: textField({ label: 'Who took it', missing: 'Enter who took it', maxLength: 100 }),
    temperature: optional(
      textField<number>({
        label: 'Temperature in degrees Celsius (optional)',
        hint: 'Of the box when it was handed over',
        understand(text) {
          const value = Number(text.replace(',', '.'))
          return Number.isFinite(value) && value >= -60 && value <= 60
            ? { value }
            : { problem: 'Temperature must be a number between -60 and 60' }
        },
      }),
    ),
  },
  intro: ({ care, isOnBehalf }) =>
    care.delivery.state === 'recall-requested' ? (
      <p>
        The clinic asked for this delivery back. Record it only if it was handed over: the clinic will call the patient.
      </p>
    ) : (
      <p>
        {isOnBehalf ? 'It counts as delivered today unless you enter another day.' : 'It counts as delivered today.'}
      </p>
    ),
  read: ({ takenBy, temperature }) => ({
    act: { event: 'deliver', takenBy, ...(temperature === undefined ? {} : { temperature }) },
  }),
  Boxes: ({ form }) => (
    <>
      <TextField {...form.field('takenBy')} />
      <TextField {...form.field('temperature')} width={5} inputmode="decimal" />
    </>
  ),
})
