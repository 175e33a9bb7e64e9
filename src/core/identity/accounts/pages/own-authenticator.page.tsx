import { Button } from '../../../../design-system/components/button.tsx'
import { Form, OneTimeCodeField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { page } from '../../../http/page.ts'
import { codesOfForm, connectAuthenticator, ownSecret } from '../commands/own-authenticator.ts'
import { CONFIRM_MINUTES, paths } from '../paths.ts'
import { ownAccount } from '../policy.ts'
import { getOwnAccount } from '../queries/own-account.ts'
import type { IdentityTables } from '../tables.ts'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { codeField, WRONG_CODE } from './account-fields.ts'
import { ConnectAuthenticator } from './connect-authenticator.tsx'
import { recoveryCodesShown } from './recovery-codes-shown.tsx'

export const ownAuthenticatorPage = page({
  path: paths.ownAuthenticator,
  audience: 'staff',
  policy: ownAccount,
  purpose: 'security',
  confirmedWithin: CONFIRM_MINUTES,
  rateLimit: 'secrets',
  async load(tx: Reader<IdentityTables>, ctx: Context) {
    const own = await getOwnAccount(tx, ctx)
    return { ...own, secret: ownSecret(ctx, own.secretVersion) }
  },
  shows: () => [],
  form: {
    fields: { code: codeField },
    async submit(ctx, _subject, { code }) {
      if ((await connectAuthenticator(ctx, { code })) !== 'done') return { errors: { code: WRONG_CODE } }
      return { show: recoveryCodesShown(codesOfForm(ctx), { href: paths.account, text: 'I have kept them: continue' }) }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Connect an authenticator app" backHref={paths.account}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Connect an authenticator app</h1>
          {subject.authenticatorSince !== null && (
            <p>The app you use now, and your recovery codes, will stop working when the new one is connected.</p>
          )}
          <ConnectAuthenticator
            secret={subject.secret}
            organisation={subject.organisation}
            email={subject.account.email}
          />
          <Form {...form.hidden}>
            <OneTimeCodeField {...form.field('code')} />
            <Button>Connect</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
