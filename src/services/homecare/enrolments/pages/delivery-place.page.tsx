import { choiceField, optional, textField, tickField } from '../../../../core/http/form/fields.ts'
import type { FormView } from '../../../../core/http/form/form-view.ts'
import {
  AddressBoxes,
  addressErrors,
  addressFields,
  addressInputs,
  addressOf,
} from '../../../../core/patients/pages/address-fields.tsx'
import { ADDRESS_USES, addressText } from '../../../../core/values/address.ts'
import { optionalTelephone } from '../../../../core/patients/pages/field-kinds.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { CheckboxesField, Form, RadiosField, TextField } from '../../../../design-system/fields.tsx'
import { savePlace } from '../commands/change-draft.ts'
import { type DeliveryAddress, deliveryAddressOf, type DeliveryKind } from '../enrolment-details.ts'
import { placeKnown } from '../address-words.ts'
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

const FORGET = 'Remove what we know of the place'

const fields = {
  place: textField({ label: 'Where should deliveries go?', missing: 'Select where deliveries should go' }),
  ...addressFields,
  kind: optional(choiceField({ label: 'What kind of place is it? (optional)', choices: KINDS })),
  forget: tickField({ label: FORGET }),
  telephone: optionalTelephone('Telephone number of whoever takes deliveries there (optional)'),
}

const PlaceBoxes = ({ form, known }: { form: FormView<typeof fields>; known: DeliveryAddress | undefined }) => (
  <>
    <AddressBoxes form={form} />
    <RadiosField
      {...form.field('kind')}
      options={Object.entries(KINDS).map(([value, label]) => ({ value, label }))}
      small
    />
    <TextField
      {...form.field('telephone')}
      {...(knownWords(known) && {
        hint: `Now: ${knownWords(known)}. Leave both empty to keep it for the same address`,
      })}
      inputmode="tel"
      width={20}
      autocomplete="off"
    />
    {knownWords(known) && (
      <CheckboxesField {...form.field('forget')} options={[{ value: 'yes', label: FORGET }]} small />
    )}
  </>
)

const knownWords = (known: DeliveryAddress | undefined): string => (known ? placeKnown(known).join(', ') : '')

/** What the boxes beside the address say. Of the same address an empty one keeps what is known; another address has none of it. */
const saidOf = ({ kind, telephone, forget }: Pick<DeliveryAddress, 'kind' | 'telephone'> & { forget: boolean }) => ({
  ...(kind === undefined && !forget ? {} : { kind }),
  ...(telephone === undefined && !forget ? {} : { telephone }),
})

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
        ? { address: { ...deliveryAddressOf(chosen), ...(values.place === TYPED ? saidOf(values) : {}) } }
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
              ? [
                  {
                    value: TYPED,
                    label: 'Another address',
                    conditional: <PlaceBoxes form={form} known={registration.deliveryAddress} />,
                  },
                ]
              : [{ value: 'ask-someone', label: 'Someone with the right must add the address' }]),
            { value: 'collection', label: 'The patient collects it' },
          ]}
        />
        <Button>Save and continue</Button>
      </Form>
    </>
  ),
})
