import { z } from 'zod'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form, OneTimeCodeField, PasswordField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { optional, secretField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { confirmOwn } from '../commands/confirm-own.ts'
import { nextPath } from '../next-path.ts'
import { paths } from '../paths.ts'
import { ownAccount } from '../policy.ts'
import { findSecret } from '../queries.ts'
import type { IdentityTables } from '../tables.ts'
import { codeField } from './account-fields.ts'

const TRY_AGAIN = 'or there were too many attempts. If you have tried several times, wait 15 minutes'

/** "Confirm it's you": before signing, and before changing what proves it. */
export const confirmPage = page({
  path: paths.confirm,
  audience: 'staff',
  policy: ownAccount,
  purpose: 'security',
  rateLimit: 'secrets',
  query: z.object({ next: z.string().optional() }),
  load: async (tx: Reader<IdentityTables>, ctx: Context) => ({
    hasAuthenticator: (await findSecret(tx, ctx.tenantId, ctx.actor.id))?.authenticator instanceof Buffer,
  }),
  shows: () => [],
  form: {
    fields: {
      code: optional(codeField),
      password: optional(secretField({ label: 'Password', missing: 'Enter your password' })),
    },
    async submit(ctx, { hasAuthenticator }, { code, password }, { query }) {
      if (hasAuthenticator) {
        if (code === undefined) return { errors: { code: 'Enter the code from your authenticator app' } }
        const token = await confirmOwn(ctx, { code })
        if (token === undefined) return { errors: { code: `The code is not right, was used before, ${TRY_AGAIN}` } }
        return { redirect: nextPath(query.next, paths.home), session: { start: token } }
      }
      if (password === undefined) return { errors: { password: 'Enter your password' } }
      const token = await confirmOwn(ctx, { password })
      if (token === undefined) return { errors: { password: `The password is not right, ${TRY_AGAIN}` } }
      return { redirect: nextPath(query.next, paths.home), session: { start: token } }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Confirm it’s you">
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Confirm it’s you</h1>
          <p>We ask again because of what you are about to do. If you had typed something, we have kept it.</p>
          <Form {...form.hidden}>
            {subject.hasAuthenticator ? (
              <OneTimeCodeField {...form.field('code')} />
            ) : (
              <PasswordField {...form.field('password')} />
            )}
            <Button>Continue</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
