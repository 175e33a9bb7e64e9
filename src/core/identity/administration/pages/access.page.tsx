import { Button } from '../../../../design-system/components/button.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { CONFIRM_MINUTES } from '../../accounts/paths.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import type { IdentityTables } from '../../accounts/tables.ts'
import { changeAccess } from '../commands/change-access.ts'
import { administrationPaths } from '../paths.ts'
import { manageStaff } from '../policy.ts'
import { AccessQuestions } from './access-questions.tsx'
import { accessFields, accessInputs, accessProblems, REFUSALS, registrationsOf } from './person-fields.ts'

export const accessPage = page({
  path: '/staff/administration/people/:accountId/access',
  audience: 'staff',
  policy: manageStaff,
  purpose: 'administration',
  confirmedWithin: CONFIRM_MINUTES,
  load: (tx: Reader<IdentityTables>, ctx: Context, { path }) => getStaffAccount(tx, ctx.tenantId, path.accountId),
  shows: () => [],
  form: {
    fields: accessFields,
    initial: accessInputs,
    version: ({ version }) => version,
    check: accessProblems,
    async submit(ctx, account, values, { version }) {
      const answer = await changeAccess(ctx, {
        accountId: account.accountId,
        version: version ?? account.version,
        roles: values.roles,
        rights: values.rights,
        registrations: registrationsOf(values),
      })
      if (answer === 'done') return { redirect: `${administrationPaths.person(account.accountId)}?notice=saved` }
      return { errors: { [answer === 'last-administrator' ? 'roles' : 'form']: REFUSALS[answer] } }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title={`What ${subject.name} may do`} backHref={administrationPaths.person(subject.accountId)}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">What {subject.name} may do</h1>
          <p>They are signed out when you save, and have the new roles when they sign in again.</p>
          <Form {...form.hidden}>
            <AccessQuestions form={form} />
            <Button>Save</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
