import type { ClientBase } from 'pg'
import { StartUpError } from '../errors.ts'

/**
 * Refuses a connection that belongs to an organisation before anybody has said so, as after `ALTER DATABASE … SET
 * app.tenant_id`: a query that forgot its organisation would then show that one's records instead of failing. Throws StartUpError.
 */
export async function assertNoDefaultTenant(client: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<{ tenant: string | null }>(
    `select current_setting('app.tenant_id', true) as tenant`,
  )
  if ((rows[0]?.tenant ?? '') === '') return
  throw new StartUpError(
    'The database sets app.tenant_id for everyone who connects, which would show one organisation’s records to all: run "ALTER DATABASE … RESET app.tenant_id" (and the same for the role and the server, if set there) as an administrator, then start again.',
  )
}
