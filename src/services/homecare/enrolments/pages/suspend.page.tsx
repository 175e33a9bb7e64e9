import { dateField } from '../../../../core/http/form/date-field.ts'
import { textField } from '../../../../core/http/form/fields.ts'
import { Button } from '../../../../design-system/components/button.tsx'
import { DateField, Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { suspendRegistration } from '../commands/hold-registration.ts'
import { registrationPaths } from '../paths.ts'
import { holdRegistration } from '../policy.ts'
import { formErrors, registrationPage } from './registration-page.tsx'

export const suspendPage = registrationPage({
  path: '/staff/homecare/registrations/:enrolmentId/suspend',
  policy: holdRegistration,
  title: 'Suspend deliveries',
  form: {
    fields: {
      reason: textField({ label: 'Why deliveries are suspended', missing: 'Enter the reason', maxLength: 500 }),
      reviewOn: dateField({
        label: 'When to look at this again',
        hint: 'Whoever has this registration gets a task on that day',
        name: 'Date to look at this again',
        rule: (today) => ({ today, when: 'future' }),
      }),
    },
    version: ({ registration }) => registration.version,
    async submit(ctx, { registration: { enrolmentId } }, { reason, reviewOn }, { version = 0 }) {
      const { refusals } = await suspendRegistration(ctx, { enrolmentId, version, reason, reviewOn })
      return refusals.length > 0
        ? { errors: formErrors(refusals) }
        : { redirect: registrationPaths.registration(enrolmentId, 'suspended') }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Suspend deliveries</h1>
      <Form {...form.hidden}>
        <TextAreaField {...form.field('reason')} rows={3} />
        <DateField {...form.field('reviewOn')} />
        <Button>Suspend deliveries</Button>
      </Form>
    </>
  ),
})
