import { z } from 'zod'
import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { EmailField, Form, PasswordField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { secretField } from '../../../http/form/fields.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page, type Outcome } from '../../../http/page.ts'
import { listDemonstrationAccounts } from '../queries/demonstration-accounts.ts'
import { nextPath, withNext } from '../next-path.ts'
import { passwordMethod } from '../commands/password-method.ts'
import { paths, STAGE_PATHS } from '../paths.ts'
import { signIn, type SignInProgress } from '../commands/sign-in.ts'
import { emailField } from './account-fields.ts'
import { DemonstrationAccounts } from './demonstration-accounts.tsx'

/** One sentence for a wrong address, a wrong password and a locked account: nobody learns which accounts exist. */
const NOT_RIGHT =
  'The email address or password is not right, or there were too many attempts. Check both. If you have tried several times, wait 15 minutes'

export const signInQuery = z.object({
  next: z.string().optional(),
  ended: z.string().optional(),
  notice: z.string().optional(),
})

/** Where a step of sign-in leads. */
export function onwards(progress: SignInProgress, next: string | undefined): Outcome<Record<never, never>> {
  const session = { start: progress.token, browser: progress.browser }
  return progress.to === 'in'
    ? { redirect: nextPath(next, paths.home), session }
    : { redirect: withNext(STAGE_PATHS[progress.to], next), session }
}

/** Back to the beginning, when a step took too long or was done in another window. */
export const tooLate = (next: string | undefined): { redirect: string; session: 'end' } => ({
  redirect: `${withNext(paths.signIn, next)}${next ? '&' : '?'}notice=too-late`,
  session: 'end',
})

export const signInPage = page({
  path: paths.signIn,
  audience: 'staff',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'security',
  rateLimit: 'secrets',
  query: signInQuery,
  load: async (_tx, ctx) => ({ demonstration: await listDemonstrationAccounts(ctx) }),
  shows: () => [],
  notices: {
    'signed-out': 'You have signed out.',
    'password-changed': 'Your password has been changed. Sign in with your new password.',
    'account-ready': 'Your account is ready. Sign in with your email address and password.',
    'too-late': 'You took too long. Sign in again.',
  },
  form: {
    fields: {
      email: emailField,
      password: secretField({ label: 'Password' }),
    },
    async submit(ctx, _subject, proof, { query }) {
      const progress = await signIn(ctx, passwordMethod, proof)
      return progress === 'refused' ? { errors: { email: NOT_RIGHT } } : onwards(progress, query.next)
    },
  },
  View: ({ subject, at, form, chrome }) => (
    <Layout {...chrome} title="Sign in">
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Sign in</h1>
          {at.query.ended !== undefined && (
            <InsetText>
              <p>You were signed out to keep information safe. Sign in to go on where you were.</p>
            </InsetText>
          )}
          <Form {...form.hidden}>
            <EmailField {...form.field('email')} />
            <PasswordField {...form.field('password')} />
            <Button>Sign in</Button>
          </Form>
          <p>
            <a href={paths.recovery}>I cannot sign in</a>
          </p>
          {subject.demonstration.length > 0 && (
            <DemonstrationAccounts accounts={subject.demonstration} hidden={form.hidden} next={at.query.next} />
          )}
        </div>
      </div>
    </Layout>
  ),
})
