import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { prescriptionPaths } from '../../prescriptions/paths.ts'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { stopTherapy } from '../commands/stop-therapy.ts'
import { holdTreatment } from '../policy.ts'
import { reasonField } from './reason-field.ts'
import { therapyPage } from './therapy-page.tsx'

export const stopPage = therapyPage({
  path: '/staff/homecare/treatments/:therapyId/stop',
  policy: holdTreatment,
  title: 'Stop this treatment',
  form: {
    fields: { reason: reasonField() },
    version: ({ therapy }) => therapy.version,
    async submit(ctx, { therapy: { therapyId } }, { reason }, { version = 0 }) {
      const answer = await stopTherapy(ctx, { therapyId, version, reason })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused, { 'no-reason': 'reason' } as const) }
        : { redirect: prescriptionPaths.homecare(answer.patientId, 'stopped') }
    },
  },
  View: ({ form }) => (
    <>
      <p>
        Prescriptions that are not signed are discarded. The homecare company is asked to cancel the others, and to stop
        every delivery that has not arrived. A cancellation is a request: you are told if it comes too late.
      </p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} maxlength={500} rows={3} />
        <Button variant="warning">Stop this treatment</Button>
      </Form>
    </>
  ),
})
