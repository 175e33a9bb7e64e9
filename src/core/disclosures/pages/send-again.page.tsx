import { Button } from '../../../design-system/components/button.tsx'
import { Form } from '../../../design-system/fields.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import type { Reader } from '../../database/transaction.ts'
import { page } from '../../http/page.ts'
import { sendDisclosureAgain } from '../commands/handle-disclosure.ts'
import { disclosurePaths } from '../paths.ts'
import { handleDisclosures } from '../policy.ts'
import { getSent } from '../queries/lines.ts'
import type { DisclosureTables } from '../tables.ts'
import { SentSummary } from './disclosure-words.tsx'

const REFUSALS = {
  'not-failed': 'It has arrived, was stopped, or is already being sent again.',
  'agreement-ended': 'The agreement with this organisation has ended or no longer covers this. Stop it instead.',
} as const

export const sendAgainPage = page({
  path: '/staff/administration/disclosures/:disclosureId/send-again',
  audience: 'staff',
  policy: handleDisclosures,
  purpose: 'administration',
  load: (tx: Reader<DisclosureTables>, ctx, { path }) => getSent(tx, ctx.tenantId, path.disclosureId),
  shows: ({ patientId }) => (patientId === undefined ? [] : [patientId]),
  form: {
    fields: {},
    async submit(ctx, { disclosureId }) {
      const refusal = await sendDisclosureAgain(ctx, { disclosureId })
      return refusal ? { errors: { form: REFUSALS[refusal] } } : { redirect: `${disclosurePaths.list()}?notice=again` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title="Send it again" backHref={disclosurePaths.list()}>
      <h1 class="nhsuk-heading-l">Send it again?</h1>
      <SentSummary line={subject} />
      <p>If it did arrive, the other organisation does not get it twice.</p>
      <Form {...form.hidden}>
        <Button>Send again</Button>
      </Form>
    </Layout>
  ),
})
