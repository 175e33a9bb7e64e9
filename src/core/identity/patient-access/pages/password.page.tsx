import { Button } from '../../../../design-system/components/button.tsx'
import { Form, PasswordField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Reader } from '../../../database/transaction.ts'
import { secretField } from '../../../http/form/fields.ts'
import { page } from '../../../http/page.ts'
import { getPatient } from '../../../patients/queries.ts'
import { getOrganisation } from '../../../tenancy/queries.ts'
import { passwordProblem } from '../../../values/password.ts'
import { hashPassword } from '../../accounts/password-hash.ts'
import { beginSession } from '../commands/begin-session.ts'
import { changePassword } from '../commands/change-password.ts'
import { isOwnPassword } from '../commands/confirm.ts'
import { guessable } from '../guessable.ts'
import { accessPaths } from '../paths.ts'
import { useOwnAccess } from '../policy.ts'
import { getOwnAccount } from '../queries.ts'
import type { AccessTables } from '../tables.ts'
import { newPasswordField } from './access-fields.ts'
import { NOT_CONFIRMED } from './confirm.page.tsx'

export const passwordPage = page({
  path: accessPaths.password,
  audience: 'patient',
  policy: useOwnAccess,
  purpose: 'own-record',
  rateLimit: 'secrets',
  async load(tx: Reader<AccessTables>, ctx) {
    const { patientId } = await getOwnAccount(tx, ctx)
    const { name } = await getOrganisation(tx, ctx.tenantId)
    return { patientId, names: [name, ...guessable(await getPatient(tx, ctx, patientId))] }
  },
  shows: ({ patientId }) => [patientId],
  form: {
    fields: {
      current: secretField({ label: 'Password you use now', missing: 'Enter the password you use now' }),
      password: newPasswordField,
    },
    async submit(ctx, { names }, { current, password }) {
      const problem = passwordProblem(password, { names }, 'New password')
      if (problem) return { errors: { password: problem } }
      if (!(await isOwnPassword(ctx, current))) return { errors: { current: NOT_CONFIRMED } }
      const hash = await hashPassword(ctx.keys, password)
      const { accountId } = await changePassword(ctx, { password: () => hash })
      const begun = await beginSession(ctx, { tenantId: ctx.tenantId, id: accountId }, 'password')
      return begun === 'refused'
        ? { redirect: accessPaths.signIn, session: 'end' }
        : { redirect: `${accessPaths.home}?notice=password`, session: { start: begun.token, browser: begun.browser } }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Change your password" backHref={accessPaths.home}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Change your password</h1>
          <p>You will be signed out everywhere else.</p>
          <Form {...form.hidden}>
            <PasswordField {...form.field('current')} />
            <PasswordField {...form.field('password')} autocomplete="new-password" />
            <Button>Change my password</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
