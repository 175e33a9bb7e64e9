import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import { page } from '../../../http/page.ts'
import { withdrawOwnKey } from '../commands/withdraw-keys.ts'
import { signaturePaths } from '../paths.ts'
import { ownSignature } from '../policy.ts'
import { REASON_OPTIONS, reasonField } from './signature-words.tsx'

/** Asks for no second proof: a key that someone else may know must be easy to shut off. */
export const withdrawOwnKeyPage = page({
  path: signaturePaths.withdrawOwn,
  audience: 'staff',
  policy: ownSignature,
  purpose: 'security',
  load: () => Promise.resolve(undefined),
  shows: () => [],
  form: {
    fields: { reason: reasonField },
    async submit(ctx, _subject, { reason }) {
      return (await withdrawOwnKey(ctx, { reason })) === 'done'
        ? { redirect: `${signaturePaths.own}?notice=withdrawn` }
        : { errors: { form: 'You have no key to withdraw. It may have been withdrawn already' } }
    },
  },
  View: ({ form, chrome }) => (
    <Layout {...chrome} title="Withdraw your signing key" backHref={signaturePaths.own}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Withdraw your signing key</h1>
          <p>The key stops working at once and cannot be brought back. What you have signed stays signed.</p>
          <Form {...form.hidden}>
            <RadiosField {...form.field('reason')} options={REASON_OPTIONS} />
            <Button variant="warning">Withdraw my key</Button>
          </Form>
        </div>
      </div>
    </Layout>
  ),
})
