import { Button } from '../../../../design-system/components/button.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import { roleWords } from '../../accounts/staff-account.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { inviteAgain } from '../commands/invite-staff.ts'
import { administrationPaths } from '../paths.ts'
import { manageStaff } from '../policy.ts'
import { handedOver } from './handed-over.ts'

export const inviteAgainPage = page({
  path: '/staff/administration/people/:accountId/invite-again',
  audience: 'staff',
  policy: manageStaff,
  purpose: 'administration',
  load: (tx: Reader<IdentityTables>, ctx: Context, { path }) => getStaffAccount(tx, ctx.tenantId, path.accountId),
  shows: () => [],
  form: {
    fields: {},
    version: ({ version }) => version,
    async submit(ctx, { accountId, version: seen }, _values, { version }) {
      const answer = await inviteAgain(ctx, { accountId, version: version ?? seen })
      return answer === 'done'
        ? await handedOver(ctx, accountId, 'invited')
        : { errors: { form: 'This person has set up their account already. Reset it if they cannot sign in' } }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title={`Invite ${subject.name} again`} backHref={administrationPaths.person(subject.accountId)}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Invite {subject.name} again</h1>
          <p>
            We send a new link to {subject.email}. It works once, for 7 days; any link we sent before stops working.
          </p>
          <p>Their roles will be: {roleWords(subject.roles) || 'none'}. Change them afterwards if that is not right.</p>
          <Form {...form.hidden}>
            <Button>Send the invitation</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
