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

export const homeAddressPage = page({
  ...EDITING_ADDRESS,
  path: ownPaths.address('home'),
  form: {
    fields: addressFields,
    initial: ({ patient, today }) => typedAddress(currentAddress(patient.addresses, 'home', today)),
    version: versionOf,
    check: (values) => problemsOf(addressOf('home', values)),
    async submit(ctx, { patientId }, values, { version = 0 }) {
      await changeOwnAddress(ctx, { patientId, version, address: addressOf('home', values) })
      return { redirect: `${ownPaths.details}?notice=address` }
    },
  },
  View: ({ subject: { organisation }, form, chrome }) => (
    <OwnPage chrome={chrome} title="Where do you live now?" backHref={ownPaths.details}>
      <h1 class="nhsuk-heading-l">Where do you live now?</h1>
      <p>
        If you live outside the UK or have no fixed address, telephone us instead
        {organisation.telephone ? ` on ${organisation.telephone}` : ''}.
      </p>
      <Form {...form.hidden}>
        <AddressFields form={form} />
        <Button>Save</Button>
      </Form>
    </OwnPage>
  ),
})
