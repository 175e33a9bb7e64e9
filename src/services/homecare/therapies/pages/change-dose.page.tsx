import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { prescriptionPaths } from '../../prescriptions/paths.ts'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { changeDose } from '../commands/change-dose.ts'
import { changeDose as changeDosePolicy } from '../policy.ts'
import { reasonField } from './reason-field.ts'
import { therapyPage } from './therapy-page.tsx'

export const changeDosePage = therapyPage({
  path: '/staff/homecare/treatments/:therapyId/change-dose',
  policy: changeDosePolicy,
  title: 'Change the dose',
  form: {
    fields: { reason: reasonField() },
    version: ({ therapy }) => therapy.version,
    async submit(ctx, { therapy: { therapyId } }, { reason }, { version = 0 }) {
      const answer = await changeDose(ctx, { therapyId, version, reason })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused, { 'no-reason': 'reason' } as const) }
        : { redirect: prescriptionPaths.dose(answer.prescriptionId) }
    },
  },
  View: ({ form }) => (
    <>
      <p>
        You write a new prescription that takes the place of the one in force. The old one stays in force until the
        homecare company has accepted the new one. Then it is cancelled, and what it would still deliver is asked back.
      </p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} maxlength={500} rows={3} />
        <Button>Go on to the new dose</Button>
      </Form>
    </>
  ),
})
