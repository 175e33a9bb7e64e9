import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { Form, TextField } from '../../../../design-system/fields.tsx'
import { textField } from '../../../../core/http/form/fields.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { prescriptionPage } from '../../prescriptions/pages/prescription-page.tsx'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { WrittenSummary } from '../../screening/pages/written-summary.tsx'
import { readSigned, SIGNED_PROBLEMS, type SignedReading } from '../../signing/queries/read-signed.ts'
import { orderPrescription } from '../commands/order-prescription.ts'
import { sendingPaths } from '../paths.ts'
import { sendPrescriptions } from '../policy.ts'

export const orderPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/order',
  policy: sendPrescriptions,
  title: 'Order this prescription',
  backHref: () => sendingPaths.queue(),
  load: async (tx, ctx, { prescription }) => ({
    reading: await readSigned(tx as unknown as Reader<never>, ctx, prescription.prescriptionId),
  }),
  form: {
    fields: {
      orderReference: textField({
        label: 'Order reference',
        hint: 'From your ordering system. Not checked by Troth',
        missing: 'Enter the order reference',
        maxLength: 60,
      }),
    },
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, { orderReference }, { version = 0 }) {
      const { refusals } = await orderPrescription(ctx, { prescriptionId, version, orderReference })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, { 'no-order': 'orderReference' } as const) }
        : { redirect: sendingPaths.queue({ notice: 'ordered' }) }
    },
  },
  View: ({ form, subject: { own, prescription, patient } }) => (
    <>
      <h1 class="nhsuk-heading-l">Order this prescription</h1>
      <SignatureWords reading={own.reading} />
      {own.reading.problems.length === 0 && own.reading.written !== undefined && (
        <WrittenSummary content={own.reading.written.content} isAddressHidden={patient.contactHidden} />
      )}
      {prescription.state === 'signed' ? (
        <Form {...form.hidden}>
          <TextField {...form.field('orderReference')} />
          <Button>Order and send</Button>
        </Form>
      ) : (
        <p>It is not waiting to be ordered.</p>
      )}
    </>
  ),
})

/** Whether the signature is sound; who signed; and that nothing may be supplied on it yet, while that is so. */
export const SignatureWords = ({ reading: { problems, verdict } }: { reading: SignedReading }) =>
  problems.length > 0 ? (
    <WarningCallout headingLevel={2} heading="Do not use this prescription">
      <ul>
        {problems.map((problem) => (
          <li>{SIGNED_PROBLEMS[problem]}</li>
        ))}
      </ul>
      <p>A pharmacist is told. Nothing can be ordered, sent or supplied from it.</p>
    </WarningCallout>
  ) : (
    <InsetText>
      <p>
        The signature is good: {verdict?.signer?.name}, {verdict?.signer?.registration}.
      </p>
      {verdict?.forSupply === false && (
        <p>
          <strong>Not for supply:</strong> {(verdict.because ?? []).join('. ')}.
        </p>
      )}
    </InsetText>
  )
