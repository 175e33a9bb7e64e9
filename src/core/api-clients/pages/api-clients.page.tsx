import { Button } from '../../../design-system/components/button.tsx'
import { Table } from '../../../design-system/components/table.tsx'
import { Tag } from '../../../design-system/components/tag.tsx'
import { Layout } from '../../../design-system/layout.tsx'
import { page } from '../../http/page.ts'
import { allowsRole } from '../../policy/enforce.ts'
import { formatInstant } from '../../values/london-time.ts'
import { API_PURPOSES, API_SCOPES, apiClientState, type ApiClient } from '../api-client.ts'
import { newApiClientPath, stopApiClientPath } from '../paths.ts'
import * as policy from '../policy.ts'
import { listApiClients } from '../queries.ts'

const STATES = {
  live: { text: 'Working', colour: 'green' },
  ended: { text: 'Ended', colour: 'grey' },
  stopped: { text: 'Stopped', colour: 'red' },
} as const

const rowOf = (client: ApiClient, now: Date, mayStop: boolean) => {
  const state = apiClientState(client, now)
  return [
    client.name,
    <ul class="nhsuk-list nhsuk-u-margin-bottom-0">
      {client.scopes.map((scope) => (
        <li>{API_SCOPES[scope]}</li>
      ))}
      {client.rights.includes('see-sensitive-records') && <li>See where people with a sensitive record live</li>}
    </ul>,
    API_PURPOSES[client.purpose],
    formatInstant(client.expiresAt),
    <Tag colour={STATES[state].colour}>{STATES[state].text}</Tag>,
    mayStop && state === 'live' ? (
      <a href={stopApiClientPath(client.clientId)}>
        Stop<span class="nhsuk-u-visually-hidden"> {client.name}</span>
      </a>
    ) : (
      ''
    ),
  ]
}

export const apiClientsPage = page({
  path: '/staff/administration/api-clients',
  audience: 'staff',
  policy: policy.seeApiClients,
  purpose: 'administration',
  load: async (tx: Parameters<typeof listApiClients>[0], ctx) => await listApiClients(tx, ctx.tenantId),
  shows: () => [],
  notices: { stopped: 'The system has been stopped. Its token no longer works.' },
  View: ({ subject, chrome, ctx }) => {
    const mayChange = allowsRole(policy.createApiClient as never, { ...ctx, purpose: 'administration' })
    return (
      <Layout {...chrome} title="Connected systems" wide>
        <h1 class="nhsuk-heading-l">Connected systems</h1>
        <p>
          Other systems of your organisation that can read or change records here. Each has its own token and can do
          only what is listed. Everything it does is in the audit trail under its name.
        </p>
        {mayChange && <Button href={newApiClientPath()}>Connect a system</Button>}
        {subject.length === 0 ? (
          <p>No system is connected.</p>
        ) : (
          <Table
            caption="Connected systems"
            head={['Name', 'What it can do', 'Why', 'Token ends', 'State', 'Action']}
            rows={subject.map((client) => rowOf(client, ctx.clock.now(), mayChange))}
            responsive
          />
        )}
      </Layout>
    )
  },
})
