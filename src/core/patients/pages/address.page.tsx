import { Button } from '../../../design-system/components/button.tsx'
import { DateField, Form, RadiosField } from '../../../design-system/fields.tsx'
import { NotFoundError } from '../../errors.ts'
import { dateInputs } from '../../http/form/date-field.ts'
import { choiceField, tickField } from '../../http/form/fields.ts'
import type { Address } from '../../values/address.ts'
import { changeAddresses } from '../commands/change-details.ts'
import { findEntry, replaceEntry, withAddress, withoutEntry } from '../entries.ts'
import type { Kept } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { changeContactDetails } from '../policy.ts'
import { AddressBoxes, addressErrors, addressFields, addressInputs, addressOf } from './address-fields.tsx'
import { optionalDate } from './field-kinds.ts'
import { RemoveBox } from './name.page.tsx'
import { patientPage } from './patient-page.tsx'

const USES = {
  home: 'Home address',
  delivery: 'Delivery address, for medicines and equipment',
  temp: 'Temporary address, for up to 90 days',
  billing: 'Billing address',
  old: 'Previous address',
} as const

const fields = {
  use: choiceField({
    label: 'What kind of address it is',
    choices: USES,
    missing: 'Select what kind of address it is',
  }),
  ...addressFields,
  start: optionalDate('First day at the address', 'Needed for a temporary address'),
  end: optionalDate('Last day at the address', 'Needed for a temporary address'),
  remove: tickField({ label: 'This address was never theirs: remove it' }),
}

export const addressPage = patientPage({
  path: '/staff/patients/:patientId/addresses/:entry',
  policy: changeContactDetails,
  load: (_tx, _ctx, patient, { path }): Promise<Kept<Address> | undefined> => {
    const entry = findEntry(patient.addresses, path.entry)
    if (path.entry !== 'new' && !entry) throw new NotFoundError('Address')
    return Promise.resolve(entry)
  },
  title: ({ own }) => (own ? 'Change address' : 'Add an address'),
  form: {
    fields,
    version: ({ patient }) => patient.version,
    initial: ({ own }) => ({
      use: own?.use ?? 'home',
      ...addressInputs(own),
      ...dateInputs('start', own?.start),
      ...dateInputs('end', own?.end),
    }),
    check(values) {
      if (values.remove) return {}
      const address = addressOf(values, values.use, values)
      return address
        ? addressErrors(address)
        : { line1: 'Enter the first line of the address', postcode: 'Enter the postcode' }
    },
    async submit(ctx, { patient, own }, values, { version = 0 }) {
      const address = addressOf(values, values.use, values)
      const kept = own && address ? replaceEntry<Address>(patient.addresses, own.entryId, keepRest(own, address)) : []
      const addresses = values.remove
        ? withoutEntry(patient.addresses, own?.entryId ?? '')
        : own
          ? kept
          : withAddress(patient.addresses, address ?? { use: values.use, lines: [] }, ctx.clock.today())
      await changeAddresses(ctx, { patientId: patient.patientId, version, addresses })
      return { redirect: patientPaths.record(patient.patientId, 'saved') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">{own ? 'Change address' : 'Add an address'}</h1>
      {!own && (
        <p>A new home or delivery address takes the place of the one before it, which stays as a previous address.</p>
      )}
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('use')}
          options={Object.entries(USES).map(([value, label]) => ({ value, label }))}
          small
        />
        <AddressBoxes form={form} />
        <DateField {...form.field('start')} />
        <DateField {...form.field('end')} />
        {own && <RemoveBox {...form.field('remove')} />}
        <Button>Save</Button>
      </Form>
    </>
  ),
})

/** A country is not asked for here, and stays as it came. */
const keepRest = (own: Address, address: Address): Address =>
  own.country === undefined ? address : { ...address, country: own.country }
