import { z } from 'zod'
import { Button } from '../../../../design-system/components/button.tsx'
import { EmailField, Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { requestNewPassword } from '../commands/request-new-password.ts'
import { paths } from '../paths.ts'
import { emailField } from './account-fields.ts'

export const recoveryPage = page({
  path: paths.recovery,
  audience: 'staff',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'security',
  rateLimit: 'secrets',
  query: z.object({ sent: z.string().optional() }),
  load: () => Promise.resolve(undefined),
  shows: () => [],
  form: {
    fields: { email: emailField },
    async submit(ctx, _subject, { email }) {
      await requestNewPassword(ctx, email)
      return { redirect: `${paths.recovery}?sent=yes` }
    },
  },
  View: ({ at, form, chrome }) => (
    <Layout {...chrome} title="I cannot sign in" backHref={paths.signIn}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          {at.query.sent !== undefined ? (
            <>
              <h1 class="nhsuk-heading-l">Check your email</h1>
              <p>
                If you have an account with that email address, we have sent you a link. The email says how long it
                works.
              </p>
              <p>If nothing comes in a few minutes, look in your junk mail, or ask your administrator.</p>
              <Button href={paths.signIn}>Back to sign in</Button>
            </>
          ) : (
            <>
              <h1 class="nhsuk-heading-l">I cannot sign in</h1>
              <h2 class="nhsuk-heading-s">I have forgotten my password</h2>
              <p>Enter your email address. We will send you a link to choose a new one.</p>
              <Form {...form.hidden}>
                <EmailField {...form.field('email')} />
                <Button>Send me a link</Button>
              </Form>
              <h2 class="nhsuk-heading-s">I do not have my phone</h2>
              <p>Sign in with your password, and enter one of your recovery codes when you are asked for a code.</p>
              <h2 class="nhsuk-heading-s">I have neither my phone nor a recovery code</h2>
              <p>Ask your administrator to reset your account.</p>
            </>
          )}
        </div>
      </div>
    </Layout>
  ),
})
