import { Button } from '../../../design-system/components/button.tsx'
import { DateField, Form, RadiosField } from '../../../design-system/fields.tsx'
import { dateInputs } from '../../http/form/date-field.ts'
import { choiceField, optional } from '../../http/form/fields.ts'
import { recordDeath } from '../commands/change-details.ts'
import { DEATH_NOTICES, DEATH_SOURCES } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { editPatient } from '../policy.ts'
import { optionalDate, options } from './field-kinds.ts'
import { patientPage } from './patient-page.tsx'

const fields = {
  hasDied: choiceField({
    label: 'Has this person died?',
    choices: { yes: 'Yes', no: 'No' },
    missing: 'Select yes if this person has died',
  }),
  on: optionalDate('Date of death', 'Leave empty if nobody knows it', 'today-or-past'),
  notice: optional(choiceField({ label: 'How sure it is', choices: DEATH_NOTICES })),
  source: optional(choiceField({ label: 'Who told us', choices: DEATH_SOURCES })),
}

export const deathPage = patientPage({
  path: '/staff/patients/:patientId/death',
  policy: editPatient,
  title: 'Death',
  form: {
    fields,
    version: ({ patient }) => patient.version,
    initial: ({ patient: { death } }) => ({
      hasDied: death ? 'yes' : '',
      ...dateInputs('on', death?.on),
      notice: death?.notice,
      source: death?.source,
    }),
    check({ hasDied, on, notice, source }, { patient }): { on?: string; notice?: string; source?: string } {
      if (hasDied === 'no') return {}
      return {
        ...(on !== undefined && patient.birthDate !== undefined && on < patient.birthDate
          ? { on: 'Date of death must be the same as or after the date of birth' }
          : {}),
        ...(notice === undefined ? { notice: 'Select whether the death is registered' } : {}),
        ...(source === undefined ? { source: 'Select who told us' } : {}),
      }
    },
    async submit(ctx, { patientId }, { hasDied, on, notice, source }, { version = 0 }) {
      const death = hasDied === 'yes' && notice && source ? { on, notice, source } : undefined
      await recordDeath(ctx, { patientId, version, death })
      return { redirect: patientPaths.record(patientId, 'saved') }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Death</h1>
      <p>When a death is recorded, nothing more is sent to this person.</p>
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('hasDied')}
          options={[
            {
              value: 'yes',
              label: 'Yes',
              conditional: (
                <>
                  <DateField {...form.field('on')} />
                  <RadiosField {...form.field('notice')} options={options(DEATH_NOTICES)} small />
                  <RadiosField {...form.field('source')} options={options(DEATH_SOURCES)} small />
                </>
              ),
            },
            { value: 'no', label: 'No' },
          ]}
        />
        <Button>Save</Button>
      </Form>
    </>
  ),
})
