import { Button } from '../../../design-system/components/button.tsx'
import { Form } from '../../../design-system/fields.tsx'
import { page } from '../../http/page.ts'
import { changeOwnAddress } from '../commands.ts'
import { ownPaths } from '../paths.ts'
import { currentAddress } from '../own-contact.ts'
import { AddressFields } from './address-fields.tsx'
import { addressFields, addressOf, problemsOf, typedAddress } from './address-form.ts'
import { EDITING_ADDRESS, versionOf } from './edit-contact.tsx'
import { OwnPage } from './own-page.tsx'

export const deliveryAddressPage = page({
  ...EDITING_ADDRESS,
  path: ownPaths.address('delivery'),
  form: {
    fields: addressFields,
    initial: ({ patient, today }) => typedAddress(currentAddress(patient.addresses, 'delivery', today)),
    version: versionOf,
    check: (values) => problemsOf(addressOf('delivery', values)),
    async submit(ctx, { patientId }, values, { version = 0 }) {
      await changeOwnAddress(ctx, { patientId, version, address: addressOf('delivery', values) })
      return { redirect: `${ownPaths.details}?notice=address` }
    },
  },
  View: ({ form, chrome }) => (
    <OwnPage chrome={chrome} title="Where should we deliver to?" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Where should we deliver to?</h1>
      <p>Only if it is not your home address. A delivery that is on its way already may still go to the old address.</p>
      <Form {...form.hidden}>
        <AddressFields form={form} />
        <Button>Save</Button>
      </Form>
    </OwnPage>
  ),
})
