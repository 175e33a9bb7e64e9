import { Button } from '../../../../design-system/components/button.tsx'
import { Form, PasswordField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { setNewPassword } from '../commands/set-up-account.ts'
import { paths } from '../paths.ts'
import { findLinkHolder } from '../queries/sign-in-link.ts'
import { LINK_ENDED, newPasswordField } from './account-fields.ts'
import { LinkEnded } from './link-ended.tsx'

/** Where the e-mail for a forgotten password leads. */
export const newPasswordPage = page({
  path: '/staff/new-password/:token',
  audience: 'staff',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'security',
  rateLimit: 'secrets',
  load: (_tx, ctx, { path }) => findLinkHolder(ctx, path.token, 'new-password'),
  shows: () => [],
  form: {
    fields: { password: newPasswordField },
    async submit(ctx, _holder, { password }, { path }) {
      const answer = await setNewPassword(ctx, { token: path.token, password })
      switch (answer.answer) {
        case 'password':
          return { errors: { password: answer.problem } }
        case 'link-ended':
          return { errors: { form: LINK_ENDED } }
        case 'done':
          return { redirect: `${paths.signIn}?notice=password-changed`, session: 'end' }
      }
    },
  },
  View: ({ subject, form, chrome }) =>
    subject === undefined ? (
      <LinkEnded chrome={chrome} />
    ) : (
      <Layout {...chrome} title="Choose a new password">
        <div class="nhsuk-grid-row">
          <div class="nhsuk-grid-column-two-thirds">
            <h1 class="nhsuk-heading-l">Choose a new password</h1>
            <p>
              For {subject.account.email} at {subject.organisation}. You will be signed out everywhere.
            </p>
            <Form {...form.hidden}>
              <PasswordField {...form.field('password')} autocomplete="new-password" />
              <Button>Save my new password</Button>
            </Form>
          </div>
        </div>
      </Layout>
    ),
})
