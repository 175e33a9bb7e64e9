import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Form, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { PatientBanner } from '../../../../design-system/patient-banner.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { choiceField, optional, textField } from '../../../../core/http/form/fields.ts'
import { page } from '../../../../core/http/page.ts'
import { patientBanner } from '../../../../core/patients/index.ts'
import { parseLetterAddress } from '../../../../core/tenancy/letter-address.ts'
import { PLACES } from '../act.ts'
import { clinicsPlace } from '../clinics-place.ts'
import { changeDeliveryAddress } from '../commands/change-address.ts'
import { deliveryPaths } from '../paths.ts'
import { changeAddress } from '../policy.ts'
import { type DeliveryOfPage, deliveryOfPage, type PageTables } from '../queries/delivery-page.ts'

const TO = { usual: PLACES.usual, other: PLACES.other } as const

/** Another address for one delivery, or the usual one again. The address where others go stays as it is. */
export const deliveryAddressPage = page({
  path: '/staff/homecare/deliveries/:deliveryId/address',
  audience: 'staff',
  policy: changeAddress,
  purpose: 'direct-care',
  async load(tx: Reader<PageTables>, ctx, { path }) {
    const own: DeliveryOfPage = await deliveryOfPage(tx, ctx, path.deliveryId)
    return { own, patientId: own.patientId, sensitive: own.patient.sensitive, kind: own.kind }
  },
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      to: optional(
        choiceField({ label: 'Where does this delivery go?', choices: TO, missing: 'Select where it goes' }),
      ),
      lines: optional(
        textField<readonly string[]>({
          label: 'Address for this delivery',
          hint: 'One line each, with the postcode last',
          maxLength: 500,
          understand: parseLetterAddress,
        }),
      ),
    },
    version: ({ own }) => own.care.delivery.version,
    async submit(ctx, { own }, { to, lines: typed }, { version = 0 }) {
      const { deliveryId } = own.care.delivery
      const isElsewhere = clinicsPlace(own.care.delivery) !== undefined
      if (isElsewhere && to === undefined) return { errors: { to: 'Select where it goes' } }
      const chosen = isElsewhere && to === 'usual' ? to : typed
      if (chosen === undefined) return { errors: { lines: 'Enter the address for this delivery' } }
      const answer = await changeDeliveryAddress(ctx, { deliveryId, version, to: chosen })
      return 'refusals' in answer
        ? { errors: { [isElsewhere ? 'to' : 'lines']: answer.refusals.map(({ sentence }) => sentence).join('. ') } }
        : { redirect: deliveryPaths.delivery(deliveryId, 'saved') }
    },
  },
  View: ({ subject: { own, sensitive }, form, chrome, ctx }) => (
    <Layout
      {...chrome}
      title="Send this delivery somewhere else"
      backHref={deliveryPaths.delivery(own.care.delivery.deliveryId)}
      banner={<PatientBanner {...patientBanner(own.patient, own.allergies, ctx.clock.today())} />}
    >
      <h1 class="nhsuk-heading-l">Send this delivery somewhere else</h1>
      <p>Only this delivery goes there. The company is told at once.</p>
      {own.isOnBehalf && (
        <WarningCallout headingLevel={2} heading="Telephone the company">
          <p>This company does not use Troth, so nothing is sent to it. Tell it the address yourself.</p>
        </WarningCallout>
      )}
      {sensitive && (
        <WarningCallout headingLevel={2} heading="Sensitive record">
          <p>The address is sent for this delivery alone. It is not kept here, and the company erases it afterwards.</p>
        </WarningCallout>
      )}
      <Form {...form.hidden}>
        {clinicsPlace(own.care.delivery) === undefined ? (
          <TextAreaField {...form.field('lines')} rows={5} maxlength={500} />
        ) : (
          <RadiosField
            {...form.field('to')}
            options={[
              { value: 'usual', label: TO.usual },
              {
                value: 'other',
                label: TO.other,
                conditional: <TextAreaField {...form.field('lines')} rows={5} maxlength={500} />,
              },
            ]}
          />
        )}
        <Button>Send it there</Button>
      </Form>
    </Layout>
  ),
})
