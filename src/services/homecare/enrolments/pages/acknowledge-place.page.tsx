import { SummaryList } from '../../../../design-system/components/summary-list.tsx'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { DateField, Form, SelectField } from '../../../../design-system/fields.tsx'
import { acknowledgePlace as acknowledge } from '../commands/acknowledge-place.ts'
import { isUnacknowledged } from '../place-change.ts'
import { registrationPaths } from '../paths.ts'
import { acknowledgePlace } from '../policy.ts'
import { HOW_SAID, howSaidErrors, howSaidFields, onBehalfOf } from './how-said.ts'
import { optionsOf } from './options-of.ts'
import { formErrors, registrationPage } from './registration-page.tsx'
import { placeChangeWords, placeWords } from './words.tsx'

export const acknowledgePlacePage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/delivery-address/acknowledge',
  policy: acknowledgePlace,
  title: 'Where deliveries go has changed',
  form: {
    fields: howSaidFields,
    version: ({ registration }) => registration.version,
    check: (values, { registration }) => (registration.counterpartId === undefined ? howSaidErrors(values) : {}),
    async submit(ctx, { registration: { enrolmentId } }, values, { version = 0 }) {
      const { refusals } = await acknowledge(ctx, { enrolmentId, version, onBehalf: onBehalfOf(values) })
      return refusals.length > 0
        ? { errors: formErrors(refusals) }
        : { redirect: registrationPaths.registration(enrolmentId, 'acknowledged') }
    },
  },
  View: ({ subject: { registration }, form }) => {
    const { details, deliveryAddress, isAddressHidden, counterpartId, company } = registration
    const isCompany = counterpartId !== undefined
    return (
      <>
        <h1 class="nhsuk-heading-l">Where deliveries go has changed</h1>
        <SummaryList
          rows={[
            { key: 'Deliveries go to', value: placeWords(details, deliveryAddress, isAddressHidden) },
            { key: 'Change', value: placeChangeWords(details.placeChange) },
          ]}
        />
        {!isUnacknowledged(details.placeChange) ? (
          <InsetText>
            <p>Nothing waits to be acknowledged.</p>
          </InsetText>
        ) : isCompany && isAddressHidden ? (
          <InsetText>
            <p>This is a sensitive record. Only someone with the right to see its address can say that you have it.</p>
          </InsetText>
        ) : (
          <>
            <p>
              {isCompany
                ? 'Check that your deliveries, those on the way among them, go to this place. The hospital is told that you know.'
                : `You write down that ${company?.name ?? 'the company'} knows of this place. Your name stays with it.`}
            </p>
            <Form {...form.hidden}>
              {!isCompany && (
                <>
                  <SelectField {...form.field('source')} placeholder="Select how" options={optionsOf(HOW_SAID)} />
                  <DateField {...form.field('saidOn')} />
                </>
              )}
              <Button>{isCompany ? 'We know where deliveries go now' : 'Save'}</Button>
            </Form>
          </>
        )}
      </>
    )
  },
})
