import { choiceField, optional, textField } from '../../../../core/http/form/fields.ts'
import type { FormView } from '../../../../core/http/form/form-view.ts'
import {
  AddressBoxes,
  addressErrors,
  addressFields,
  addressInputs,
  addressOf,
} from '../../../../core/patients/pages/address-fields.tsx'
import { ADDRESS_USES, addressText } from '../../../../core/values/address.ts'
import {
  formatTelephoneNumber,
  parseTelephoneNumber,
  telephoneProblem,
} from '../../../../core/values/telephone-number.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, RadiosField, TextField } from '../../../../design-system/fields.tsx'
import { savePlace } from '../commands/change-draft.ts'
import { type DeliveryAddress, deliveryAddressOf, type DeliveryKind } from '../enrolment-details.ts'
import { isWithCompany } from '../enrolment.ts'
import { registrationPaths } from '../paths.ts'
import { writeRegistration } from '../policy.ts'
import type { Registration } from '../queries/registrations.ts'
import { formErrors, registrationPage } from './registration-page.tsx'
import { maySeeContact } from '../../../../core/patients/visibility.ts'

const TYPED = 'typed'
const KINDS: Record<DeliveryKind, string> = { home: 'Home', work: 'Work', other: 'Somewhere else' }

/** Addresses of the record that deliveries can go to, as choices; none for those who may not see them. */
const offered = ({ patient: { addresses } }: Registration, today: string) =>
  addresses.filter(
    ({ use, start, end }) =>
      ['home', 'delivery', 'temp'].includes(use) && (start ?? today) <= today && today <= (end ?? today),
  )

const fields = {
  place: textField({ label: 'Where should deliveries go?', missing: 'Select where deliveries should go' }),
  ...addressFields,
  kind: optional(choiceField({ label: 'What kind of place is it? (optional)', choices: KINDS })),
  telephone: optional(
    textField<string>({
      label: 'Telephone number of whoever takes deliveries there (optional)',
      maxLength: 40,
      understand(text) {
        const problem = telephoneProblem(text)
        return problem === undefined ? { value: parseTelephoneNumber(text) ?? '' } : { problem }
      },
    }),
  ),
}

const PlaceBoxes = ({ form }: { form: FormView<typeof fields> }) => (
  <>
    <AddressBoxes form={form} />
    <RadiosField
      {...form.field('kind')}
      options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
      small
    />
    <TextField {...form.field('telephone')} inputmode="tel" width={20} autocomplete="off" />
  </>
)

/** What the boxes beside the address say. An empty box says that nothing is known: what was known before goes. */
const knownOf = ({ kind, telephone }: Pick<DeliveryAddress, 'kind' | 'telephone'>) => ({ kind, telephone })

export const deliveryPlacePage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/delivery-address',
  policy: writeRegistration,
  title: 'Where deliveries go',
  load: (_tx, ctx, registration) =>
    Promise.resolve({ maySee: maySeeContact(ctx, registration), today: ctx.clock.today() }),
  form: {
    fields,
    version: ({ registration }) => registration.version,
    initial: ({ registration: { details, deliveryAddress } }) => ({
      place: details.place === 'collection' ? 'collection' : deliveryAddress ? TYPED : undefined,
      ...(deliveryAddress ? addressInputs({ use: 'delivery', ...deliveryAddress }) : {}),
      kind: deliveryAddress?.kind,
      telephone: deliveryAddress?.telephone && formatTelephoneNumber(deliveryAddress.telephone),
    }),
    check(values, { registration, own }) {
      if (values.place !== TYPED) {
        const known = ['collection', ...(own.maySee ? [] : ['ask-someone'])]
        return known.includes(values.place) ||
          offered(registration, own.today).some(({ entryId }) => entryId === values.place)
          ? {}
          : { place: 'Select where deliveries should go from the list' }
      }
      const address = addressOf(values, 'delivery')
      return address
        ? addressErrors(address)
        : { line1: 'Enter the first line of the address', postcode: 'Enter the postcode' }
    },
    async submit(ctx, { registration, own }, values, { version = 0 }) {
      const { enrolmentId, state } = registration
      const chosen =
        values.place === TYPED
          ? addressOf(values, 'delivery')
          : offered(registration, own.today).find(({ entryId }) => entryId === values.place)
      const place = chosen
        ? { address: { ...deliveryAddressOf(chosen), ...(values.place === TYPED ? knownOf(values) : {}) } }
        : values.place === 'collection'
          ? ('collection' as const)
          : ('ask-someone' as const)
      const { refusals } = await savePlace(ctx, { enrolmentId, version, place })
      if (refusals.length > 0) return { errors: formErrors(refusals) }
      return {
        redirect: isWithCompany(state)
          ? registrationPaths.registration(enrolmentId, 'saved')
          : registrationPaths.contacts(enrolmentId),
      }
    },
  },
  View: ({ subject: { registration, own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Where deliveries go</h1>
      {!own.maySee && (
        <InsetText>
          <p>This is a sensitive record. You do not have the right to see or enter its address.</p>
        </InsetText>
      )}
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('place')}
          options={[
            ...offered(registration, own.today).map((address) => ({
              value: address.entryId,
              label: ADDRESS_USES[address.use],
              hint: addressText(address),
            })),
            ...(own.maySee
              ? [{ value: TYPED, label: 'Another address', conditional: <PlaceBoxes form={form} /> }]
              : [{ value: 'ask-someone', label: 'Someone with the right must add the address' }]),
            { value: 'collection', label: 'The patient collects it' },
          ]}
        />
        <Button>Save and continue</Button>
      </Form>
    </>
  ),
})
