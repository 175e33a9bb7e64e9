import { Button } from '../../../../design-system/components/button.tsx'
import { EmailField, Form, TextField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { emailField } from '../../accounts/pages/account-fields.ts'
import { CONFIRM_MINUTES } from '../../accounts/paths.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { changeDetails } from '../commands/change-details.ts'
import { administrationPaths } from '../paths.ts'
import { manageStaff } from '../policy.ts'
import { handedOver } from './handed-over.ts'
import { nameField, REFUSALS } from './person-fields.ts'

export const detailsPage = page({
  path: '/staff/administration/people/:accountId/details',
  audience: 'staff',
  policy: manageStaff,
  purpose: 'administration',
  confirmedWithin: CONFIRM_MINUTES,
  load: (tx: Reader<IdentityTables>, ctx: Context, { path }) => getStaffAccount(tx, ctx.tenantId, path.accountId),
  shows: () => [],
  form: {
    fields: { name: nameField, email: emailField },
    initial: ({ name, email }) => ({ name, email }),
    version: ({ version }) => version,
    async submit(ctx, { accountId, version: seen }, { name, email }, { version }) {
      const answer = await changeDetails(ctx, { accountId, version: version ?? seen, name, email })
      if (answer === 'done') return { redirect: `${administrationPaths.person(accountId)}?notice=details` }
      if (answer === 'invited-again') return await handedOver(ctx, accountId, 'details-invited')
      return { errors: { [answer.startsWith('email') ? 'email' : 'form']: REFUSALS[answer] } }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout
      {...chrome}
      title={`Name and email address of ${subject.name}`}
      backHref={administrationPaths.person(subject.accountId)}
    >
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Name and email address</h1>
          {subject.status === 'invited' ? (
            <p>
              With a new email address they get a new invitation there. The invitation that we sent before stops
              working.
            </p>
          ) : (
            <p>A new email address is what they sign in with. They are signed out, and we tell the old address.</p>
          )}
          <Form {...form.hidden}>
            <TextField {...form.field('name')} autocomplete="off" />
            <EmailField {...form.field('email')} autocomplete="off" />
            <Button>Save</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
