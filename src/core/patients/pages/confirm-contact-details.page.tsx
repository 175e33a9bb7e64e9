import { Button } from '../../../design-system/components/button.tsx'
import { CheckboxesField, Form } from '../../../design-system/fields.tsx'
import type { Field } from '../../http/form/field.ts'
import { textsOf } from '../../http/form/raw-form.ts'
import { formatTelephoneNumber } from '../../values/telephone-number.ts'
import { stalenessText } from '../../values/staleness.ts'
import { confirmContactPoints } from '../commands/change-details.ts'
import { CONTACT_USES } from '../patient.ts'
import { patientPaths } from '../paths.ts'
import { changeContactDetails } from '../policy.ts'
import { patientPage } from './patient-page.tsx'

/** Entries of the record, ticked. Which there are is known only from the record, so the command decides. */
const entriesField: Field<readonly string[]> = {
  label: 'Which of these are right?',
  hint: 'Ask the person. Select all that still reach them',
  inputs: (name) => [name],
  parse: (raw, name) => {
    const ticked = textsOf(raw, name).filter((text) => /^\d{1,6}$/.test(text))
    return ticked.length > 0 ? { value: ticked } : { problem: 'Select the contact details that are right' }
  },
}

export const confirmContactDetailsPage = patientPage({
  path: '/staff/patients/:patientId/confirm-contact-details',
  policy: changeContactDetails,
  title: 'Confirm contact details',
  form: {
    fields: { entries: entriesField },
    version: ({ patient }) => patient.version,
    async submit(ctx, { patientId }, { entries }, { version = 0 }) {
      await confirmContactPoints(ctx, { patientId, version, entryIds: entries })
      return { redirect: patientPaths.record(patientId, 'confirmed') }
    },
  },
  View: ({ subject: { patient, patientId }, form, ctx }) => (
    <>
      <h1 class="nhsuk-heading-l">Confirm contact details</h1>
      <Form {...form.hidden}>
        <CheckboxesField
          {...form.field('entries')}
          options={patient.contactPoints
            .filter(({ use }) => use !== 'old')
            .map(({ entryId, system, use, value, confirmedOn }) => ({
              value: entryId,
              label: `${system === 'email' ? value : formatTelephoneNumber(value)} (${CONTACT_USES[use].toLowerCase()})`,
              hint: stalenessText(confirmedOn, ctx.clock.today()),
            }))}
        />
        <Button>These are right</Button>
      </Form>
      <p>
        <a href={patientPaths.contactPoint(patientId, 'new')}>Add a new number or email address</a>
      </p>
    </>
  ),
})
