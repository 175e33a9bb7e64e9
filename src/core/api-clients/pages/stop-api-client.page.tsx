import { Button } from '../../../design-system/components/button.tsx'
import { Form } from '../../../design-system/fields/form.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { page } from '../../http/page.ts'
import { stopApiClient } from '../commands.ts'
import { apiClientsPath } from '../paths.ts'
import * as policy from '../policy.ts'
import { getApiClient } from '../queries.ts'

export const stopApiClientPage = page({
  path: '/staff/administration/api-clients/:clientId/stop',
  audience: 'staff',
  policy: policy.stopApiClient,
  purpose: 'administration',
  load: async (tx: Parameters<typeof getApiClient>[0], ctx, { path }) =>
    await getApiClient(tx, ctx.tenantId, path.clientId),
  shows: () => [],
  form: {
    fields: {},
    async submit(ctx, { clientId }) {
      await stopApiClient(ctx, { clientId })
      return { redirect: `${apiClientsPath()}?notice=stopped` }
    },
  },
  View: ({ subject, form, chrome }) => (
    <Layout {...chrome} title={`Stop ${subject.name}`} backHref={apiClientsPath()}>
      <h1 class="nhsuk-heading-l">Stop {subject.name}?</h1>
      <p>Its token stops working within a second, for good. To let the system in again, connect it with a new token.</p>
      <Form {...form.hidden}>
        <Button variant="warning">Stop the system</Button>
      </Form>
    </Layout>
  ),
})
