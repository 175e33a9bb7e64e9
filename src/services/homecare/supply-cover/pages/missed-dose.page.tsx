import { Button } from '../../../../design-system/components/button.tsx'
import { DateField, Form, NumberField, RadiosField, TextAreaField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField, optional, textField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { patientPage } from '../../../../core/patients/index.ts'
import { recordMissedDose } from '../commands/record-missed-dose.ts'
import { MISSED_CAUSES } from '../missed-dose.ts'
import { supplyPaths } from '../paths.ts'
import { seeSupplyOfPatient } from '../policy.ts'
import { supplyOfTherapy } from '../queries/supply-page.ts'
import type { WorklistTables } from '../queries/worklist-page.ts'

const LONGEST = 1_000
const PROBLEMS = {
  'not-yet': { dueOn: 'The day of the dose must be today or in the past' },
  'no-dose-that-day': { dueOn: 'No dose was due on this day. Check the day in the list of doses' },
  'more-than-due': { doses: 'Fewer doses than this were due on that day' },
} as const

export const missedDosePage = patientPage({
  path: '/staff/patients/:patientId/homecare/supply/:therapyId/missed-dose',
  policy: seeSupplyOfPatient,
  title: 'Record a missed dose',
  load: (tx: Reader<WorklistTables>, ctx, patient, { path }) =>
    supplyOfTherapy(tx, ctx, path.therapyId, patient.patientId),
  form: {
    fields: {
      dueOn: dateField({
        label: 'Which day was the dose due?',
        name: 'The day of the dose',
        rule: (today) => ({ today, when: 'today-or-past' }),
      }),
      doses: wholeNumberField({ label: 'How many doses were missed that day', least: 1, most: 24 }),
      cause: choiceField({ label: 'Why was it missed?', missing: 'Select why it was missed', choices: MISSED_CAUSES }),
      note: optional(textField({ label: 'Anything a clinician should know (optional)', maxLength: LONGEST })),
    },
    initial: () => ({ doses: '1' }),
    async submit(ctx, { patientId }, values, { path: { therapyId } }) {
      const answer = await recordMissedDose(ctx, { therapyId, ...values })
      if (typeof answer === 'string') return { errors: PROBLEMS[answer] }
      return { redirect: supplyPaths.supply(patientId, therapyId, answer.isNew ? 'missed' : 'known') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Record a missed dose of {own.cover.medicine}</h1>
      <p>A clinician is asked at once what the patient should do now. Do not tell the patient to take two doses.</p>
      <Form {...form.hidden}>
        <DateField {...form.field('dueOn')} />
        <NumberField {...form.field('doses')} width={2} />
        <RadiosField
          {...form.field('cause')}
          options={Object.entries(MISSED_CAUSES).map(([value, label]) => ({ value, label }))}
        />
        <TextAreaField {...form.field('note')} maxlength={LONGEST} rows={3} />
        <Button>Record the missed dose</Button>
      </Form>
    </>
  ),
})
