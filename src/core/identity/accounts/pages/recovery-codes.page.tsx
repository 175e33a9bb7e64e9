import { Button } from '../../../../design-system/components/button.tsx'
import { Form } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { page } from '../../../http/page.ts'
import { codesOfForm, renewRecoveryCodes } from '../commands/own-authenticator.ts'
import { CONFIRM_MINUTES, paths } from '../paths.ts'
import { ownAccount } from '../policy.ts'
import { recoveryCodesShown } from './recovery-codes-shown.tsx'

export const recoveryCodesPage = page({
  path: paths.recoveryCodes,
  audience: 'staff',
  policy: ownAccount,
  purpose: 'security',
  confirmedWithin: CONFIRM_MINUTES,
  load: () => Promise.resolve(undefined),
  shows: () => [],
  form: {
    fields: {},
    async submit(ctx) {
      await renewRecoveryCodes(ctx, {})
      return { show: recoveryCodesShown(codesOfForm(ctx), { href: paths.account, text: 'I have kept them: continue' }) }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Make new recovery codes" backHref={paths.account}>
      <h1 class="nhsuk-heading-l">Make new recovery codes</h1>
      <p>You get 10 new codes. The ones you have now will stop working.</p>
      <Form {...form.hidden}>
        <Button>Make new codes</Button>
      </Form>
    </Layout>
  ),
})
