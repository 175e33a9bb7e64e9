import { Button } from '../../../../design-system/components/button.tsx'
import { DateField, Form, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField } from '../../../../core/http/form/fields.ts'
import { prescriptionPaths } from '../../prescriptions/paths.ts'
import { refusalErrors } from '../../prescriptions/pages/refusal-errors.ts'
import { pauseTherapy } from '../commands/pause-therapy.ts'
import { holdTreatment } from '../policy.ts'
import { reasonField } from './reason-field.ts'
import { therapyPage } from './therapy-page.tsx'

const RESTARTS = {
  'from-restart': 'From the day of restarting: every dose after it moves',
  'same-days': 'On the days on which they would have been: missed doses are left out',
} as const

export const pausePage = therapyPage({
  path: '/staff/homecare/treatments/:therapyId/pause',
  policy: holdTreatment,
  title: 'Pause this treatment',
  form: {
    fields: {
      reason: reasonField(),
      restart: choiceField({
        label: 'How doses go on after the pause',
        choices: RESTARTS,
        missing: 'Select how doses go on after the pause',
      }),
      reviewOn: dateField({
        label: 'Date to look at this again',
        name: 'Date to look at this again',
        rule: (today) => ({ today, when: 'future' }),
      }),
    },
    version: ({ therapy }) => therapy.version,
    async submit(ctx, { therapy: { therapyId } }, { reason, restart, reviewOn }, { version = 0 }) {
      const answer = await pauseTherapy(ctx, { therapyId, version, reason, restart, reviewOn })
      return 'refused' in answer
        ? { errors: refusalErrors(answer.refused, { 'no-reason': 'reason', 'no-review': 'reviewOn' } as const) }
        : { redirect: prescriptionPaths.homecare(answer.patientId, 'paused') }
    },
  },
  View: ({ form }) => (
    <>
      <p>The pause begins today. Nothing is dispensed or delivered until the treatment is restarted.</p>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} maxlength={500} rows={3} />
        <RadiosField
          {...form.field('restart')}
          options={Object.entries(RESTARTS).map(([value, label]) => ({ value, label }))}
        />
        <DateField {...form.field('reviewOn')} />
        <Button>Pause this treatment</Button>
      </Form>
    </>
  ),
})
