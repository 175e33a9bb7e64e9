import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { prescriptionPaths } from '../../prescriptions/paths.ts'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { keepDose } from '../commands/keep-dose.ts'
import { changeDose as changeDosePolicy } from '../policy.ts'
import { reasonField } from './reason-field.ts'
import { therapyPage } from './therapy-page.tsx'

export const keepDosePage = therapyPage({
  path: '/staff/homecare/treatments/:therapyId/keep-dose',
  policy: changeDosePolicy,
  title: 'Keep the old dose',
  form: {
    fields: { reason: reasonField() },
    version: ({ therapy }) => therapy.version,
    async submit(ctx, { therapy: { therapyId } }, { reason }, { version = 0 }) {
      const answer = await keepDose(ctx, { therapyId, version, reason })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused, { 'no-reason': 'reason' } as const) }
        : { redirect: prescriptionPaths.homecare(answer.patientId, 'kept') }
    },
  },
  View: ({ form }) => (
    <>
      <p>The change of dose is given up. Its prescription is discarded if nobody has signed it.</p>
      <p>A treatment that was paused stays paused until you restart it.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} maxlength={500} rows={3} />
        <Button>Keep the old dose</Button>
      </Form>
    </>
  ),
})
