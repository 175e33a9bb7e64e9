import { Button } from '../../../../design-system/components/button.tsx'
import { WarningCallout } from '../../../../design-system/components/warning-callout.tsx'
import { DateField, Form, RadiosField } from '../../../../design-system/fields.tsx'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField } from '../../../../core/http/form/fields.ts'
import type { Reader } from '../../../../core/database/transaction.ts'
import { prescriptionPage } from '../../prescriptions/pages/prescription-page.tsx'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { isPaperOnlySchedule } from '../../prescriptions/route.ts'
import { WrittenSummary } from '../../screening/pages/written-summary.tsx'
import { readSigned } from '../../signing/queries/read-signed.ts'
import { BY_HAND, recordSentByHand } from '../commands/send-by-hand.ts'
import { sendingPaths } from '../paths.ts'
import { sendPrescriptions } from '../policy.ts'
import { SignatureWords } from './order.page.tsx'
import { optionsOf } from './queue-parts.tsx'

export const sendByHandPage = prescriptionPage({
  path: '/staff/homecare/prescriptions/:prescriptionId/send-by-hand',
  policy: sendPrescriptions,
  title: 'Send this prescription by hand',
  backHref: () => sendingPaths.queue(),
  load: async (tx, ctx, { prescription }) => ({
    reading: await readSigned(tx as unknown as Reader<never>, ctx, prescription.prescriptionId),
  }),
  form: {
    fields: {
      sentOn: dateField({ label: 'When was it sent?', name: 'The day it was sent' }),
      how: choiceField({ label: 'How was it sent?', choices: BY_HAND, missing: 'Select how it was sent' }),
    },
    version: ({ prescription }) => prescription.version,
    async submit(ctx, { prescription: { prescriptionId } }, { sentOn, how }, { version = 0 }) {
      const { refusals } = await recordSentByHand(ctx, { prescriptionId, version, sentOn, how })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, { 'sent-on': 'sentOn', 'paper-only': 'how' } as const) }
        : { redirect: sendingPaths.queue({ notice: 'sent' }) }
    },
  },
  View: ({ form, subject: { own, prescription, patient } }) => (
    <>
      <h1 class="nhsuk-heading-l">Send this prescription by hand</h1>
      {isPaperOnlySchedule(prescription.schedule) && (
        <WarningCallout headingLevel={2} heading="Paper, signed in ink">
          <p>
            This controlled drug may leave on paper alone. Print it, have the prescriber sign the paper in ink, and post
            it or send it by courier. The homecare company is told that paper is expected, and nothing of what is on it.
          </p>
        </WarningCallout>
      )}
      <SignatureWords reading={own.reading} />
      {own.reading.problems.length === 0 && own.reading.written !== undefined && (
        <WrittenSummary content={own.reading.written.content} isAddressHidden={patient.contactHidden} />
      )}
      {prescription.state === 'ordered' ? (
        <Form {...form.hidden}>
          <DateField {...form.field('sentOn')} />
          <RadiosField {...form.field('how')} options={optionsOf(BY_HAND)} />
          <Button>Record that it was sent</Button>
        </Form>
      ) : (
        <p>It is not waiting to be sent.</p>
      )}
    </>
  ),
})
