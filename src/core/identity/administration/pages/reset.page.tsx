import { Button } from '../../../../design-system/components/button.tsx'
import { Form, TextAreaField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { textField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { CONFIRM_MINUTES } from '../../accounts/paths.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { resetAccount } from '../commands/reset-account.ts'
import { administrationPaths } from '../paths.ts'
import { manageStaff } from '../policy.ts'
import { handedOver } from './handed-over.ts'

export const resetPage = page({
  path: '/staff/administration/people/:accountId/reset',
  audience: 'staff',
  policy: manageStaff,
  purpose: 'administration',
  confirmedWithin: CONFIRM_MINUTES,
  load: (tx: Reader<IdentityTables>, ctx: Context, { path }) => getStaffAccount(tx, ctx.tenantId, path.accountId),
  shows: () => [],
  form: {
    fields: {
      reason: textField({
        label: 'Why are you resetting this account?',
        hint: 'For example: lost phone, spoke to them in person',
        missing: 'Enter why you are resetting this account',
        maxLength: 500,
      }),
    },
    version: ({ version }) => version,
    async submit(ctx, { accountId, version: seen }, { reason }, { version }) {
      const answer = await resetAccount(ctx, { accountId, version: version ?? seen, reason })
      return answer === 'done'
        ? await handedOver(ctx, accountId, 'reset')
        : { errors: { form: 'Only an active account can be reset. Invite this person again instead' } }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout
      {...chrome}
      title={`Reset how ${subject.name} signs in`}
      backHref={administrationPaths.person(subject.accountId)}
    >
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Reset how {subject.name} signs in</h1>
          <p>
            Make sure that it is {subject.name} who asks: speak to them in person, or call them on a number you know.
          </p>
          <p>
            Their password, authenticator and recovery codes stop working, and they are signed out. We send a link to{' '}
            {subject.email} to set up their account again.
          </p>
          <Form {...form.hidden}>
            <TextAreaField {...form.field('reason')} rows={3} />
            <Button variant="warning">Reset</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
