import { Button } from '../../../../design-system/components/button.tsx'
import { InsetText } from '../../../../design-system/components/inset-text.tsx'
import { Form, OneTimeCodeField, PasswordField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { secretField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { CONFIRM_MINUTES } from '../../accounts/paths.ts'
import { makeSigningKey, type MadeSigningKey } from '../commands/make-signing-key.ts'
import { signaturePaths } from '../paths.ts'
import { ownSignature } from '../policy.ts'
import { getOwnSigning } from '../queries/own-signing.ts'
import type { SignatureTables } from '../tables.ts'
import { NO_KEY_WORDS } from './signature-words.tsx'
import { ENTER_CODE, NO_APP, signingCodeField, TOO_MANY } from './signing-form.ts'

/** What is wrong, beside the field that it is about. */
function errorsOf(answer: Exclude<MadeSigningKey, 'done'>): { secret?: string; code?: string; form?: string } {
  if (typeof answer === 'object') return { secret: answer.problem }
  switch (answer) {
    case 'locked':
      return { secret: TOO_MANY }
    case 'code-not-right':
      return { code: 'The code is not right, or was used before. Wait for the next code in your app, then try again' }
    case 'no-authenticator':
      return { form: NO_APP }
    case 'role':
    case 'registration':
    case 'not-active':
      return { form: NO_KEY_WORDS[answer] }
  }
}

export const makeKeyPage = page({
  path: signaturePaths.make,
  audience: 'staff',
  policy: ownSignature,
  purpose: 'security',
  confirmedWithin: CONFIRM_MINUTES,
  rateLimit: 'secrets',
  load: (tx: Reader<SignatureTables>, ctx: Context) => getOwnSigning(tx, ctx),
  shows: () => [],
  form: {
    fields: {
      secret: secretField({
        label: 'New signing secret',
        hint: 'At least 12 characters. Three random words are easy to remember and hard to guess',
        missing: 'Enter a new signing secret',
      }),
      code: signingCodeField,
    },
    async submit(ctx, { method }, { secret, code }) {
      if (method === 'authenticator' && code === undefined) return { errors: { code: ENTER_CODE } }
      const answer = await makeSigningKey(ctx, { secret, code: code?.trim() })
      return answer === 'done' ? { redirect: `${signaturePaths.own}?notice=made` } : { errors: errorsOf(answer) }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Make a signing key" backHref={signaturePaths.own}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Make a signing key</h1>
          {subject.state === 'active' && (
            <p>The key you have now will stop working. What you have signed with it stays signed.</p>
          )}
          <p>Choose a signing secret. You will enter it each time you sign.</p>
          <ul class="nhsuk-list nhsuk-list--bullet">
            <li>It must not be your password.</li>
            <li>It must not include your name, your email address or the name of your organisation.</li>
            <li>Do not tell it to anyone or write it down. Nobody here can look it up.</li>
            <li>If you forget it, make a new key.</li>
          </ul>
          {subject.method === 'nothing' && (
            <InsetText>
              <p>This is a demonstration, so you do not need a code from an authenticator app.</p>
            </InsetText>
          )}
          <Form {...form.hidden}>
            <PasswordField {...form.field('secret')} autocomplete="off" />
            {subject.method !== 'nothing' && <OneTimeCodeField {...form.field('code')} />}
            <Button>Make my signing key</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
