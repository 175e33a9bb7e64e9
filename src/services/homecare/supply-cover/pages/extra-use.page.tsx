import { Button } from '../../../../design-system/components/button.tsx'
import { DateField, Form, NumberField, RadiosField } from '../../../../design-system/fields.tsx'
import type { Reader } from '../../../../core/database/transaction.ts'
import { dateField } from '../../../../core/http/form/date-field.ts'
import { choiceField, wholeNumberField } from '../../../../core/http/form/fields.ts'
import { patientPage } from '../../../../core/patients/index.ts'
import { recordExtraUse } from '../commands/record-extra-use.ts'
import { EXTRA_CAUSES } from '../missed-dose.ts'
import { supplyPaths } from '../paths.ts'
import { seeSupplyOfPatient } from '../policy.ts'
import { supplyOfTherapy } from '../queries/supply-page.ts'
import type { WorklistTables } from '../queries/worklist-page.ts'

const PROBLEMS = {
  'not-yet': { usedOn: 'The day must be today or in the past' },
  'not-a-number': { units: 'Enter how many units were used' },
} as const

export const extraUsePage = patientPage({
  path: '/staff/patients/:patientId/homecare/supply/:therapyId/extra-use',
  policy: seeSupplyOfPatient,
  title: 'Record an extra use',
  load: (tx: Reader<WorklistTables>, ctx, patient, { path }) =>
    supplyOfTherapy(tx, ctx, path.therapyId, patient.patientId),
  form: {
    fields: {
      usedOn: dateField({
        label: 'Which day was it?',
        name: 'The day',
        rule: (today) => ({ today, when: 'today-or-past' }),
      }),
      units: wholeNumberField({ label: 'How many units, such as pens', least: 1, most: 1_000 }),
      cause: choiceField({ label: 'What happened?', missing: 'Select what happened', choices: EXTRA_CAUSES }),
    },
    async submit(ctx, { patientId }, values, { path: { therapyId } }) {
      const answer = await recordExtraUse(ctx, { therapyId, ...values })
      if (typeof answer === 'string') return { errors: PROBLEMS[answer] }
      return { redirect: supplyPaths.supply(patientId, therapyId, 'extra') }
    },
  },
  View: ({ subject: { own }, form }) => (
    <>
      <h1 class="nhsuk-heading-l">Record an extra use of {own.cover.medicine}</h1>
      <p>For units that were used beyond the doses, or that can no longer be used.</p>
      <Form {...form.hidden}>
        <DateField {...form.field('usedOn')} />
        <NumberField {...form.field('units')} width={4} />
        <RadiosField
          {...form.field('cause')}
          options={Object.entries(EXTRA_CAUSES).map(([value, label]) => ({ value, label }))}
        />
        <Button>Record the extra use</Button>
      </Form>
    </>
  ),
})
