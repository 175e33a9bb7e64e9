import { Button } from '../../../design-system/components/button.tsx'
import { SummaryList } from '../../../design-system/components/summary-list.tsx'
import { Form } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { formatInstant } from '../../values/london-time.ts'
import { applyDisclosureAgain } from '../commands/handle-disclosure.ts'
import { disclosurePaths } from '../paths.ts'
import { handleDisclosures } from '../policy.ts'
import { getReceived } from '../queries/lines.ts'
import type { DisclosureTables } from '../tables.ts'
import { kindWords } from './disclosure-words.tsx'

export const applyAgainPage = page({
  path: '/staff/administration/disclosures/received/:senderId/:disclosureId/apply-again',
  audience: 'staff',
  policy: handleDisclosures,
  purpose: 'administration',
  load: (tx: Reader<DisclosureTables>, ctx, { path }) => getReceived(tx, ctx.tenantId, path),
  shows: () => [],
  form: {
    fields: {},
    async submit(ctx, { senderId, disclosureId }) {
      const refusal = await applyDisclosureAgain(ctx, { senderId, disclosureId })
      return refusal
        ? { errors: { form: 'It is in the record, was overtaken by a newer one, or is already being tried again.' } }
        : { redirect: `${disclosurePaths.received()}?notice=again` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Put it into the record" backHref={disclosurePaths.received()}>
      <h1 class="nhsuk-heading-l">Try again to put it into the record?</h1>
      <SummaryList
        rows={[
          { key: 'What', value: kindWords(subject.kind) },
          { key: 'From', value: subject.senderName },
          { key: 'Sent', value: formatInstant(subject.sentAt) },
          { key: 'Arrived', value: formatInstant(subject.receivedAt) },
          { key: 'Tries', value: subject.attempts },
          { key: 'What went wrong', value: subject.problem ?? 'Nothing' },
        ]}
      />
      <Form {...form.hidden}>
        <Button>Try again</Button>
      </Form>
    </Layout>
  ),
})
