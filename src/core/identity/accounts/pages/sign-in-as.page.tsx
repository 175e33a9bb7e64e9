import { z } from 'zod'
import { Layout } from '../../../../design-system/layout.tsx'
import { NotFoundError } from '../../../errors.ts'
import { hiddenField } from '../../../http/form/fields.ts'
import { openToAll } from '../../../http/open-to-all.ts'
import { page } from '../../../http/page.ts'
import { signInAs } from '../commands/sign-in-as.ts'
import { listDemonstrationAccounts } from '../queries/demonstration-accounts.ts'
import { paths } from '../paths.ts'
import type { AccountRef } from '../staff-account.ts'
import { DemonstrationAccounts } from './demonstration-accounts.tsx'
import { onwards } from './sign-in.page.tsx'

/** Outside a demonstration this page does not exist. */
export const signInAsPage = page({
  path: paths.signInAs,
  audience: 'staff',
  tenancy: 'none',
  policy: openToAll,
  purpose: 'security',
  query: z.object({ next: z.string().optional() }),
  async load(_tx, ctx) {
    if (ctx.demonstration !== true) throw new NotFoundError('Demonstration')
    return await listDemonstrationAccounts(ctx)
  },
  shows: () => [],
  form: {
    fields: {
      account: hiddenField<AccountRef>((text) => {
        const [tenantId = '', accountId = ''] = text.split('/')
        return { value: { tenantId, accountId } }
      }),
    },
    async submit(ctx, _accounts, { account }, { query }) {
      const progress = await signInAs(ctx, account)
      return progress === 'refused'
        ? { errors: { form: 'This person can no longer sign in' } }
        : onwards(progress, query.next)
    },
  },
  View: ({ subject, at, form, chrome }) => (
    <Layout {...chrome} title="Sign in as" backHref={paths.signIn}>
      <h1 class="nhsuk-heading-l">Sign in as</h1>
      <DemonstrationAccounts accounts={subject} hidden={form.hidden} next={at.query.next} />
    </Layout>
  ),
})
