import { DateField, TextField } from '../../../../design-system/fields.tsx'
import { dateField, dateInputs } from '../../../../core/http/form/date-field.ts'
import { optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { unitsInPacks } from '../../supply-cover/stock.ts'
import { readExpiry } from '../dispensing.ts'
import { actPage } from './delivery-page.tsx'

const number = (label: string, hint?: string) =>
  wholeNumberField({ label, least: 0, most: 1_000, ...(hint === undefined ? {} : { hint }) })

export const contactPage = actPage({
  path: '/staff/homecare/deliveries/:deliveryId/contact',
  title: 'Record the contact and the stock check',
  fields: {
    packs: number('Unopened packs at home', 'Count only what can be used. Enter 0 if there are none'),
    packSize: wholeNumberField({ label: 'Units in a full pack', least: 1, most: 1_000 }),
    openPack: number('Units left in an opened pack'),
    loose: number('Loose units'),
    countedOn: dateField({
      label: 'Day it was counted',
      name: 'Day it was counted',
      rule: (today) => ({ today, when: 'today-or-past' }),
    }),
    expiry: optional(
      textField<string>({
        label: 'Soonest expiry (optional)',
        hint: 'For example, 10/2027 or 31/10/2027',
        understand(text) {
          const day = readExpiry(text)
          return day === undefined
            ? { problem: 'Soonest expiry must be a month or a day, like 10/2027' }
            : { value: day }
        },
      }),
    ),
  },
  initial: ({ steps }) => ({
    openPack: '0',
    loose: '0',
    ...(steps.length > 0 ? dateInputs('countedOn', undefined) : {}),
  }),
  intro: () => <p>Ask the patient to count while you speak. Nothing can be booked without a stock check.</p>,
  read({ packs, packSize, openPack, loose, countedOn, expiry }) {
    if (openPack > packSize) {
      return { errors: { openPack: 'Units left in an opened pack must be no more than a full pack holds' } }
    }
    const units = unitsInPacks({ packs, packSize, openPack }) + loose
    return { act: { event: 'contact' }, count: { countedOn, units, usableUntil: expiry } }
  },
  Boxes: ({ form }) => (
    <>
      <TextField {...form.field('packs')} inputmode="numeric" width={4} />
      <TextField {...form.field('packSize')} inputmode="numeric" width={4} />
      <TextField {...form.field('openPack')} inputmode="numeric" width={4} />
      <TextField {...form.field('loose')} inputmode="numeric" width={4} />
      <TextField {...form.field('expiry')} width={10} />
      <DateField {...form.field('countedOn')} />
    </>
  ),
})
