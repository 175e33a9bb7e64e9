import { Button } from '../../../../design-system/components/button.tsx'
import { Checkboxes } from '../../../../design-system/components/checkboxes.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { tickField } from '../../../../core/http/form/fields.ts'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { WrittenSummary } from '../../screening/pages/written-summary.tsx'
import { answerPrescription } from '../commands/answer-prescription.ts'
import { sendingPaths } from '../paths.ts'
import { SignatureWords } from './order.page.tsx'
import { receivedPage } from './received-page.tsx'

const noticed = (prescriptionId: string) => `${sendingPaths.prescription(prescriptionId)}?notice=answered`

export const acceptPage = receivedPage({
  path: '/staff/homecare/received/:prescriptionId/accept',
  title: 'Accept this prescription',
  backHref: sendingPaths.prescription,
  form: {
    fields: { paper: tickField({ label: 'We have the paper, and it is signed in ink' }) },
    version: ({ prescription }) => prescription.version,
    check: ({ paper }, { reading }) =>
      reading === undefined && !paper ? { paper: 'Confirm that you have the paper, signed in ink' } : {},
    async submit(ctx, { prescription: { prescriptionId } }, { paper }, { version = 0 }) {
      const answer = { kind: 'acknowledged', hasPaper: paper } as const
      const { refusals } = await answerPrescription(ctx, { prescriptionId, version, answer })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, { 'no-paper': 'paper' } as const) }
        : { redirect: noticed(prescriptionId) }
    },
  },
  View: ({ form, subject: { reading, patient } }) => (
    <>
      <h1 class="nhsuk-heading-l">Accept this prescription</h1>
      {reading !== undefined && <SignatureWords reading={reading} />}
      {reading?.written !== undefined && reading.problems.length === 0 && (
        <WrittenSummary content={reading.written.content} isAddressHidden={patient.contactHidden} />
      )}
      <p>The clinic is told that you have exactly this, and that you will supply it.</p>
      <Form {...form.hidden}>
        {reading === undefined && (
          <Checkboxes
            name="paper"
            idPrefix="paper"
            errorMessage={form.errors['paper'] === undefined ? undefined : { text: form.errors['paper'] }}
            items={[{ value: 'yes', text: form.field('paper').label, checked: form.values['paper'] === 'yes' }]}
          />
        )}
        <Button>Accept</Button>
      </Form>
    </>
  ),
})
