import { z } from 'zod'
import { Button } from '../../../../design-system/components/button.tsx'
import { Form, PasswordField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../database/transaction.ts'
import { secretField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { nextPath } from '../../accounts/next-path.ts'
import { PATIENT_CONFIRM_PATH } from '../../sessions/confirmation.ts'
import { confirmItsYou } from '../commands/confirm.ts'
import { accessPaths } from '../paths.ts'
import { useOwnAccess } from '../policy.ts'
import { getOwnAccount } from '../queries.ts'
import type { AccessTables } from '../tables.ts'

export const NOT_CONFIRMED =
  'The password is not right, or there were too many tries. Check it. If you have tried several times, wait 15 minutes'

/** "Confirm it's you": before someone who signed in a while ago changes anything. */
export const confirmPage = page({
  path: PATIENT_CONFIRM_PATH,
  audience: 'patient',
  policy: useOwnAccess,
  purpose: 'own-record',
  rateLimit: 'secrets',
  query: z.object({ next: z.string().optional() }),
  load: (tx: Reader<AccessTables>, ctx) => getOwnAccount(tx, ctx),
  shows: () => [],
  form: {
    fields: { password: secretField({ label: 'Your password', missing: 'Enter your password' }) },
    async submit(ctx, _account, { password }, { query }) {
      const token = await confirmItsYou(ctx, password)
      if (token === undefined) return { errors: { password: NOT_CONFIRMED } }
      return { redirect: nextPath(query.next, accessPaths.home), session: { start: token } }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Confirm it’s you" backHref={accessPaths.home}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Confirm it’s you</h1>
          <p>You signed in a while ago. We ask again before anything is changed. We have kept what you typed.</p>
          <Form {...form.hidden}>
            <PasswordField {...form.field('password')} />
            <Button>Continue</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
