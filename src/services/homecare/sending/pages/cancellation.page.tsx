import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField, TextField } from '../../../../design-system/fields.tsx'
import { choiceField } from '../../../../core/http/form/fields.ts'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { ANSWERS } from '../answer.ts'
import { answerPrescription } from '../commands/answer-prescription.ts'
import { sendingPaths } from '../paths.ts'
import { answerFields, answerOf, missingOf } from './answer-fields.ts'
import { optionsOf } from './queue-parts.tsx'
import { receivedPage } from './received-page.tsx'

const KINDS = {
  cancelled: 'All of it is stopped',
  'partly-cancelled': 'Some was already sent; the rest is stopped',
  'too-late': ANSWERS['too-late'],
} as const

export const cancellationPage = receivedPage({
  path: '/staff/homecare/received/:prescriptionId/cancellation',
  title: 'Answer the cancellation',
  backHref: sendingPaths.prescription,
  form: {
    fields: {
      kind: choiceField({ label: 'What was stopped?', choices: KINDS, missing: 'Select what was stopped' }),
      undelivered: answerFields.undelivered,
    },
    version: ({ prescription }) => prescription.version,
    check: ({ kind, undelivered }) => missingOf(kind, { undelivered, reason: undefined, words: undefined }),
    async submit(ctx, { prescription: { prescriptionId } }, { kind, undelivered }, { version = 0 }) {
      const answer = answerOf(kind, { undelivered, reason: undefined, words: undefined })
      const { refusals } = await answerPrescription(ctx, { prescriptionId, version, answer })
      return refusals.length > 0
        ? { errors: refusalErrors(refusals, { 'no-balance': 'undelivered' } as const) }
        : { redirect: `${sendingPaths.prescription(prescriptionId)}?notice=answered` }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Answer the cancellation</h1>
      <p>Stop every delivery that can still be stopped first. If anything was sent, the clinic calls the patient.</p>
      <Form {...form.hidden}>
        <RadiosField {...form.field('kind')} options={optionsOf(KINDS)} />
        <TextField {...form.field('undelivered')} />
        <Button>Tell the clinic</Button>
      </Form>
    </>
  ),
})
