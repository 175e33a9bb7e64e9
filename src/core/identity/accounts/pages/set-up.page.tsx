import { Button } from '../../../../design-system/components/button.tsx'
import { Form, OneTimeCodeField, PasswordField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { optional } from '../../../http/form/fields.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { setUpAccount, setUpSecret } from '../commands/set-up-account.ts'
import { paths } from '../paths.ts'
import { findLinkHolder } from '../queries/sign-in-link.ts'
import { codeField, LINK_ENDED, newPasswordField, WRONG_CODE } from './account-fields.ts'
import { ConnectAuthenticator } from './connect-authenticator.tsx'
import { LinkEnded } from './link-ended.tsx'
import { recoveryCodesShown } from './recovery-codes-shown.tsx'

const READY = `${paths.signIn}?notice=account-ready`

/** Where an invitation leads: the person chooses a password and connects an authenticator app. */
export const setUpPage = page({
  path: '/staff/set-up/:token',
  audience: 'staff',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'security',
  rateLimit: 'secrets',
  async load(_tx, ctx, { path }) {
    const holder = await findLinkHolder(ctx, path.token, 'set-up')
    return holder && { ...holder, secret: setUpSecret(ctx, path.token) }
  },
  shows: () => [],
  form: {
    fields: { password: newPasswordField, code: optional(codeField) },
    async submit(ctx, _holder, { password, code }, { path }) {
      const answer = await setUpAccount(ctx, { token: path.token, password, code })
      switch (answer.answer) {
        case 'password':
          return { errors: { password: answer.problem } }
        case 'code-not-right':
          return { errors: { code: code === undefined ? 'Enter the code from your authenticator app' : WRONG_CODE } }
        case 'link-ended':
          return { errors: { form: LINK_ENDED } }
        case 'done':
          return answer.recoveryCodes.length === 0
            ? { redirect: READY }
            : { show: recoveryCodesShown(answer.recoveryCodes, { href: READY, text: 'I have kept them: sign in' }) }
      }
    },
  },
  View: ({ subject, form, chrome }) =>
    subject === undefined ? (
      <LinkEnded chrome={chrome} />
    ) : (
      <Layout {...chrome} title="Set up your account">
        <div class="nhsuk-grid-row">
          <div class="nhsuk-grid-column-two-thirds">
            <h1 class="nhsuk-heading-l">Set up your account</h1>
            <p>
              {subject.account.name}, you are setting up your account at {subject.organisation}. You will sign in with{' '}
              {subject.account.email}.
            </p>
            <Form {...form.hidden}>
              <h2 class="nhsuk-heading-m">1. Choose a password</h2>
              <PasswordField {...form.field('password')} autocomplete="new-password" />
              <h2 class="nhsuk-heading-m">2. Connect an authenticator app</h2>
              {!subject.needsAuthenticator && <p>You can leave this out, and do it later on your account page.</p>}
              <ConnectAuthenticator
                secret={subject.secret}
                organisation={subject.organisation}
                email={subject.account.email}
              />
              <OneTimeCodeField {...form.field('code')} />
              <Button>Set up my account</Button>
            </Form>
          </div>
        </div>
      </Layout>
    ),
})
