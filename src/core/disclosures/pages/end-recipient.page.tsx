import { Button } from '../../../design-system/components/button.tsx'
import { Form } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { endRecipient } from '../commands/recipients.ts'
import { disclosurePaths } from '../paths.ts'
import { manageRecipients } from '../policy.ts'
import { getRecipient } from '../queries.ts'
import type { DisclosureTables } from '../tables.ts'

export const endRecipientPage = page({
  path: '/staff/administration/disclosures/recipients/:recipientId/end',
  audience: 'staff',
  policy: manageRecipients,
  purpose: 'administration',
  load: (tx: Reader<DisclosureTables>, ctx, { path }) => getRecipient(tx, ctx.tenantId, path.recipientId),
  shows: () => [],
  form: {
    fields: {},
    async submit(ctx, { recipientId }) {
      await endRecipient(ctx, { recipientId })
      return { redirect: `${disclosurePaths.recipients()}?notice=ended` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title={`End sending to ${subject.name}`} backHref={disclosurePaths.recipients()}>
      <h1 class="nhsuk-heading-l">End sending to {subject.name}?</h1>
      <p>Nothing more will be sent to it. What is already on its way still arrives.</p>
      <Form {...form.hidden}>
        <Button variant="warning">End sending</Button>
      </Form>
    </Layout>
  ),
})
