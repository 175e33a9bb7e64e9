import { Button } from '../../../design-system/components/button.tsx'
import { DateField, Form } from '../../../design-system/fields.tsx'
import { dateInputs } from '../../http/form/date-field.ts'
import { page } from '../../http/page.ts'
import type { Address } from '../../values/address.ts'
import { changeOwnAddress } from '../commands.ts'
import { ownPaths } from '../paths.ts'
import { currentAddress } from '../own-contact.ts'
import { AddressFields } from './address-fields.tsx'
import { addressFields, addressOf, problemsOf, stayFields, typedAddress, type TypedAddress } from './address-form.ts'
import { EDITING_ADDRESS, versionOf } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

const stayAt = ({ start, end, ...lines }: TypedAddress & { readonly start: string; readonly end: string }) => ({
  ...addressOf('temp', lines),
  start,
  end,
})

const typedStay = (stay: Address | undefined) => ({
  ...typedAddress(stay),
  ...dateInputs('start', stay?.start),
  ...dateInputs('end', stay?.end),
})

export const temporaryAddressPage = page({
  ...EDITING_ADDRESS,
  path: ownPaths.address('temp'),
  form: {
    fields: { ...addressFields, ...stayFields },
    initial: ({ patient, today }) => typedStay(currentAddress(patient.addresses, 'temp', today)),
    version: versionOf,
    check: (values) => problemsOf(stayAt(values)),
    async submit(ctx, { patientId }, values, { version = 0 }) {
      await changeOwnAddress(ctx, { patientId, version, address: stayAt(values) })
      return { redirect: `${ownPaths.details}?notice=address` }
    },
  },
  View: ({ form, chrome }) => (
    <OwnPage chrome={chrome} title="Where are you staying?" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Where are you staying?</h1>
      <p>For a time away from home. We write to you there until the last day.</p>
      <Form {...form.hidden}>
        <AddressFields form={form} />
        <DateField {...form.field('start')} />
        <DateField {...form.field('end')} />
        <Button>Save</Button>
      </Form>
    </OwnPage>
  ),
})
