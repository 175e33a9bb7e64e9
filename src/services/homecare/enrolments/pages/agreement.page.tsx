import { dateField, dateInputs } from '../../../../core/http/form/date-field.ts'
import { choiceField } from '../../../../core/http/form/fields.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { DateField, Form, RadiosField } from '../../../../design-system/fields.tsx'
import { saveDraft } from '../commands/change-draft.ts'
import { AGREED_HOW } from '../enrolment-details.ts'
import { registrationPaths } from '../paths.ts'
import { writeRegistration } from '../policy.ts'
import { optionsOf } from './options-of.ts'
import { formErrors, registrationPage } from './registration-page.tsx'

export const agreementPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/agreement',
  policy: writeRegistration,
  title: 'Agreement to the service',
  form: {
    fields: {
      on: dateField({
        label: 'When did the patient say that they agree?',
        hint: 'This is agreement to have medicines delivered. It is not why their data may be used: that is the care we must give',
        name: 'Date of agreement',
        rule: (today) => ({ today, when: 'today-or-past' }),
      }),
      how: choiceField({ label: 'How did they say so?', choices: AGREED_HOW, missing: 'Select how they said so' }),
    },
    version: ({ registration }) => registration.version,
    initial: ({ registration: { details } }) => ({
      ...dateInputs('on', details.agreement?.on),
      how: details.agreement?.how,
    }),
    async submit(ctx, { registration: { enrolmentId } }, { on, how }, { version = 0 }) {
      const { refusals } = await saveDraft(ctx, { enrolmentId, version, part: { agreement: { on, how } } })
      return refusals.length > 0 ? { errors: formErrors(refusals) } : { redirect: registrationPaths.place(enrolmentId) }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Agreement to the service</h1>
      <Form {...form.hidden}>
        <DateField {...form.field('on')} />
        <RadiosField {...form.field('how')} options={optionsOf(AGREED_HOW)} />
        <Button>Save and continue</Button>
      </Form>
    </>
  ),
})
