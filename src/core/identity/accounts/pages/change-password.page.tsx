import { Button } from '../../../../design-system/components/button.tsx'
import { Form, PasswordField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { secretField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { changeOwnPassword } from '../commands/own-password.ts'
import { paths } from '../paths.ts'
import { ownAccount } from '../policy.ts'
import { newPasswordField } from './account-fields.ts'

export const changePasswordPage = page({
  path: paths.changePassword,
  audience: 'staff',
  policy: ownAccount,
  purpose: 'security',
  rateLimit: 'secrets',
  load: () => Promise.resolve(undefined),
  shows: () => [],
  form: {
    fields: {
      current: secretField({ label: 'Password now', missing: 'Enter the password you use now' }),
      next: newPasswordField,
    },
    async submit(ctx, _subject, { current, next }) {
      const answer = await changeOwnPassword(ctx, { current, next })
      if (answer === 'done') return { redirect: `${paths.signIn}?notice=password-changed`, session: 'end' }
      if (answer === 'not-right') {
        return {
          errors: {
            current:
              'The password is not right, or there were too many attempts. If you have tried several times, wait 15 minutes',
          },
        }
      }
      return { errors: { next: answer.problem } }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Change your password" backHref={paths.account}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Change your password</h1>
          <p>You will be signed out everywhere, and sign in with the new one.</p>
          <Form {...form.hidden}>
            <PasswordField {...form.field('current')} />
            <PasswordField {...form.field('next')} autocomplete="new-password" />
            <Button>Change my password</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
