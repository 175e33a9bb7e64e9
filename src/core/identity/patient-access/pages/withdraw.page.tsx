import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import { choiceField } from '../../../http/form/fields.ts'
import { patientPage } from '../../../patients/pages/patient-page.tsx'
import { withdrawAccess } from '../commands/withdraw.ts'
import { WITHDRAW_REASONS } from '../patient-account.ts'
import { accessPaths } from '../paths.ts'
import { manageAccess } from '../policy.ts'

export const withdrawPage = patientPage({
  path: '/staff/patients/:patientId/access/withdraw',
  policy: manageAccess,
  title: 'Stop access to their own record',
  backHref: accessPaths.staff,
  form: {
    fields: {
      reason: choiceField({
        label: 'Why should access stop?',
        missing: 'Select why access should stop',
        choices: WITHDRAW_REASONS,
      }),
    },
    async submit(ctx, { patientId }, { reason }) {
      const answer = await withdrawAccess(ctx, { patientId, reason })
      if (answer === 'no-access')
        return { errors: { form: 'They have no access, and no code that works. There is nothing to stop' } }
      return { redirect: `${accessPaths.staff(patientId)}?notice=withdrawn` }
    },
  },
  View: ({ form }) => (
    <>
      <h1 class="nhsuk-heading-l">Stop access to their own record</h1>
      <p>
        They are signed out at once, and a code that is on its way no longer works. They can see in their record that
        access was stopped, once they have access again. To give it back, make a new code.
      </p>
      <Form {...form.hidden}>
        <RadiosField
          {...form.field('reason')}
          options={Object.entries(WITHDRAW_REASONS).map(([value, label]) => ({ value, label }))}
        />
        <Button variant="warning">Stop access</Button>
      </Form>
    </>
  ),
})
