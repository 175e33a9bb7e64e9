import { Button } from '../../../../design-system/components/button.tsx'
import { Form, OneTimeCodeField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { enrolAtSignIn, stepSecret } from '../commands/enrol-at-sign-in.ts'
import { nextPath } from '../next-path.ts'
import { paths } from '../paths.ts'
import { findEnrolling } from '../queries/sign-in-step.ts'
import { codeField, WRONG_CODE } from './account-fields.ts'
import { ConnectAuthenticator } from './connect-authenticator.tsx'
import { recoveryCodesShown } from './recovery-codes-shown.tsx'
import { signInQuery, tooLate } from './sign-in.page.tsx'

/** For someone who must have an authenticator and has none: before they come in. */
export const signInAuthenticatorPage = page({
  path: paths.authenticator,
  audience: 'staff',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'security',
  rateLimit: 'secrets',
  query: signInQuery,
  async load(_tx, ctx) {
    const tokenHash = ctx.visitor?.tokenHash
    const enrolling = await findEnrolling(ctx, tokenHash)
    return enrolling && tokenHash ? { ...enrolling, secret: stepSecret(ctx, tokenHash) } : undefined
  },
  shows: () => [],
  form: {
    fields: {
      code: codeField,
    },
    async submit(ctx, _subject, { code }, { query }) {
      const enrolled = await enrolAtSignIn(ctx, code)
      if (enrolled === 'too-late' || enrolled === 'refused') return tooLate(query.next)
      if (enrolled === 'code-not-right') {
        return { errors: { code: WRONG_CODE } }
      }
      return {
        show: recoveryCodesShown(enrolled.recoveryCodes, {
          href: nextPath(query.next, paths.home),
          text: 'I have kept them: continue',
        }),
        session: { start: enrolled.progress.token, browser: enrolled.progress.browser },
      }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Connect an authenticator app" backHref={paths.signIn}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          {subject === undefined ? (
            <>
              <h1 class="nhsuk-heading-l">Sign in again</h1>
              <p>You took too long, or have signed in already.</p>
              <Button href={paths.signIn}>Sign in</Button>
            </>
          ) : (
            <>
              <h1 class="nhsuk-heading-l">Connect an authenticator app</h1>
              <p>Your role needs a second proof that it is you, beside your password.</p>
              <ConnectAuthenticator {...subject} />
              <Form {...form.hidden}>
                <OneTimeCodeField {...form.field('code')} />
                <Button>Continue</Button>
              </Form>
            </>
          )}
        </div>
      </div>
    </Layout>
  ),
})
