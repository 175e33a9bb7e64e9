import { Button } from '../../../../design-system/components/button.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { recordLeaving } from '../commands/leave.ts'
import { administrationPaths } from '../paths.ts'
import { manageStaff } from '../policy.ts'
import { REFUSALS } from './person-fields.ts'

export const leavePage = page({
  path: '/staff/administration/people/:accountId/leave',
  audience: 'staff',
  policy: manageStaff,
  purpose: 'administration',
  load: (tx: Reader<IdentityTables>, ctx: Context, { path }) => getStaffAccount(tx, ctx.tenantId, path.accountId),
  shows: () => [],
  form: {
    fields: {},
    version: ({ version }) => version,
    async submit(ctx, { accountId, version: seen }, _values, { version }) {
      const answer = await recordLeaving(ctx, { accountId, version: version ?? seen })
      return answer === 'done'
        ? { redirect: `${administrationPaths.person(accountId)}?notice=left` }
        : { errors: { form: REFUSALS[answer] } }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout
      {...chrome}
      title={`Record that ${subject.name} has left`}
      backHref={administrationPaths.person(subject.accountId)}
    >
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Record that {subject.name} has left</h1>
          <ul class="nhsuk-list nhsuk-list--bullet">
            <li>They are signed out at once, everywhere.</li>
            <li>They cannot sign in. Their password, authenticator and recovery codes are removed.</li>
            <li>What they did stays in the records, with their name.</li>
          </ul>
          <Form {...form.hidden}>
            <Button variant="warning">Record that they have left</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
