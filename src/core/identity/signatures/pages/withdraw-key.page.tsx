import { Button } from '../../../../design-system/components/button.tsx'
import { Form, RadiosField } from '../../../../design-system/fields.tsx'
import { Layout } from '../../../../design-system/layout.tsx'
import type { Context } from '../../../context.ts'
import type { Reader } from '../../../database/transaction.ts'
import { page } from '../../../http/page.ts'
import { getStaffAccount } from '../../accounts/queries.ts'
import { withdrawKey } from '../commands/withdraw-keys.ts'
import { signaturePaths } from '../paths.ts'
import { withdrawSignature } from '../policy.ts'
import { getKey } from '../queries.ts'
import type { SignatureTables } from '../tables.ts'
import { REASON_OPTIONS, reasonField, withdrawalWords } from './signature-words.tsx'

export const withdrawKeyPage = page({
  path: '/staff/administration/signatures/:keyId/withdraw',
  audience: 'staff',
  policy: withdrawSignature,
  purpose: 'administration',
  async load(tx: Reader<SignatureTables>, ctx: Context, { path }) {
    const key = await getKey(tx, ctx.tenantId, path.keyId)
    return { key, name: (await getStaffAccount(tx, ctx.tenantId, key.accountId)).name }
  },
  shows: () => [],
  form: {
    fields: { reason: reasonField },
    async submit(ctx, { key }, { reason }) {
      return (await withdrawKey(ctx, { keyId: key.keyId, reason })) === 'done'
        ? { redirect: `${signaturePaths.all}?notice=withdrawn` }
        : { errors: { form: 'This key was withdrawn already' } }
    },
  },
  View: ({ subject: { key, name }, form, chrome }) => (
    <Layout {...chrome} title={`Withdraw the signing key of ${name}`} backHref={signaturePaths.all}>
      <div class="nhsuk-grid-row">
        <div class="nhsuk-grid-column-two-thirds">
          <h1 class="nhsuk-heading-l">Withdraw the signing key of {name}</h1>
          {key.withdrawnAt === null ? (
            <>
              <p>
                The key ({key.registration}) stops working at once and cannot be brought back. {name} can make a new
                one. What they have signed stays signed.
              </p>
              <Form {...form.hidden}>
                <RadiosField {...form.field('reason')} options={REASON_OPTIONS} />
                <Button variant="warning">Withdraw this key</Button>
              </Form>
            </>
          ) : (
            <p>This key was withdrawn already. {withdrawalWords(key)}.</p>
          )}
        </div>
      </div>
    </Layout>
  ),
})
