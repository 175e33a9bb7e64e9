import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import { choiceField, optional } from '../../../../core/http/form/fields.ts'
import { prescriptionPaths } from '../../prescriptions/paths.ts'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { restartTherapy } from '../commands/restart-therapy.ts'
import { holdTreatment } from '../policy.ts'
import { RESTART_DECISIONS } from '../restart-decision.ts'
import { reasonField } from './reason-field.ts'
import { therapyPage } from './therapy-page.tsx'

export const restartPage = therapyPage({
  path: '/staff/homecare/treatments/:therapyId/restart',
  policy: holdTreatment,
  title: 'Restart this treatment',
  form: {
    fields: {
      decision: optional(choiceField({ label: 'What you decided', choices: RESTART_DECISIONS })),
      reason: reasonField(),
    },
    version: ({ therapy }) => therapy.version,
    async submit(ctx, { therapy: { therapyId } }, { reason, decision }, { version = 0 }) {
      const answer = await restartTherapy(ctx, { therapyId, version, reason, decision })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused, { 'no-reason': 'reason', 'restart-decision': 'decision' } as const) }
        : { redirect: prescriptionPaths.homecare(answer.patientId, 'restarted') }
    },
  },
  View: ({ form, subject: { isOverLimit, therapy } }) => (
    <>
      {therapy.state !== 'paused' && <p>This treatment is not paused now.</p>}
      <p>Doses go on from today.</p>
      <Form {...form.hidden}>
        {isOverLimit && (
          <>
            <p>The pause was longer than the scheme allows. Decide whether to screen or load again.</p>
            <RadiosField
              {...form.field('decision')}
              options={Object.entries(RESTART_DECISIONS).map(([value, label]) => ({ value, label }))}
            />
          </>
        )}
        <TextAreaField {...form.field('reason')} maxlength={500} rows={3} />
        <Button>Restart this treatment</Button>
      </Form>
    </>
  ),
})
