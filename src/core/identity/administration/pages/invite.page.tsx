import { Button } from '../../../../design-system/components/button.tsx'
import { EmailField, Form, TextField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { page } from '../../../http/page.ts'
import { emailField } from '../../accounts/pages/account-fields.ts'
import { inviteStaff } from '../commands/invite-staff.ts'
import { administrationPaths } from '../paths.ts'
import { manageStaff } from '../policy.ts'
import { AccessQuestions } from './access-questions.tsx'
import { accessFields, accessProblems, nameField, REFUSALS, registrationsOf } from './person-fields.ts'
import { handedOver } from './handed-over.ts'

export const invitePage = page({
  path: administrationPaths.invite,
  audience: 'staff',
  policy: manageStaff,
  purpose: 'administration',
  load: () => Promise.resolve(undefined),
  shows: () => [],
  form: {
    fields: { name: nameField, email: emailField, ...accessFields },
    check: accessProblems,
    async submit(ctx, _subject, values) {
      const { name, email, roles, rights } = values
      const answer = await inviteStaff(ctx, { name, email, roles, rights, registrations: registrationsOf(values) })
      if (typeof answer !== 'string') return await handedOver(ctx, answer.accountId, 'invited')
      return { errors: { [answer.startsWith('email') ? 'email' : 'form']: REFUSALS[answer] } }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Invite someone" backHref={administrationPaths.people}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Invite someone</h1>
          <p>We send them a link to choose a password and connect an authenticator app. It works once, for 7 days.</p>
          <Form {...form.hidden}>
            <TextField {...form.field('name')} autocomplete="off" />
            <EmailField {...form.field('email')} autocomplete="off" />
            <AccessQuestions form={form} />
            <Button>Send the invitation</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
