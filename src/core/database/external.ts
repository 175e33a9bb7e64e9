import { Client, type ClientConfig } from 'pg'
import { StartUpError } from '../errors.ts'
import { refuseUnfinishedRestore } from './backup/index.ts'
import { assertSafeAppRole, assertSafeServer } from './embedded/index.ts'

/** The server of DATABASE_URL, as the program logs in and, when it may migrate, as its owner does. */
export interface ExternalServer {
  readonly application: ClientConfig & { user: string }
  readonly owner: ClientConfig | undefined
}

/** Looks a given server over before anything relies on it. Each thing that is wrong is one sentence. */
export async function openExternal(databaseUrl: string, ownerUrl: string | undefined): Promise<ExternalServer> {
  const application = { connectionString: databaseUrl, user: decodeURIComponent(new URL(databaseUrl).username) }
  const owner = ownerUrl === undefined ? undefined : { connectionString: ownerUrl }
  const ownerName = ownerUrl === undefined ? undefined : decodeURIComponent(new URL(ownerUrl).username)
  const there = await asLogin(application, 'DATABASE_URL', databaseUrl, async (client) => {
    await assertSafeServer(client)
    await assertSafeAppRole(client, ownerName)
    await refuseUnfinishedRestore(client)
    return await whereabouts(client)
  })
  if (owner && ownerUrl !== undefined) {
    const ownersPlace = await asLogin(owner, 'DATABASE_OWNER_URL', ownerUrl, async (client) => {
      await assertSafeServer(client)
      return await whereabouts(client)
    })
    if (ownersPlace !== there) {
      throw new StartUpError(
        'DATABASE_URL and DATABASE_OWNER_URL lead to two different databases: give both the same host, port and database name.',
      )
    }
  }
  return { application, owner }
}

/** Tells one database from every other, whatever address it was reached by. */
async function whereabouts(client: Client): Promise<string> {
  const { rows } = await client.query<{ place: string }>(
    `select concat_ws(' ', (select oid from pg_database where datname = current_database()), current_database(),
                      extract(epoch from pg_postmaster_start_time())) as place`,
  )
  return rows[0]?.place ?? ''
}

async function asLogin<Result>(
  connection: ClientConfig,
  variable: string,
  url: string,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 10_000, application_name: 'troth-start' })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (cause) {
    // Never the cause's own message: it may quote the address with its password.
    throw new StartUpError(`The database of ${variable} cannot be opened: ${whyNot(cause, new URL(url))}.`, { cause })
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function whyNot(cause: unknown, url: URL): string {
  const { code, message = '' } = cause as { code?: string; message?: string }
  const place = `${url.hostname}:${url.port || '5432'}`
  const user = decodeURIComponent(url.username)
  const database = decodeURIComponent(url.pathname.slice(1))
  switch (code ?? '') {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host "${url.hostname}" is not known; check its name`
    case 'ECONNREFUSED':
    case 'ENOENT':
      return `nothing answers at ${place}; check host and port, and that PostgreSQL runs and takes connections from here`
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${place} does not answer; check the address and the firewall`
    case '28P01':
    case '28000':
      return `the server refuses the user "${user}" with this password, or from this machine; check both, and pg_hba.conf on the server`
    case '3D000':
      return `the server has no database called "${database}"; create it, or correct the name`
    case '42501':
      return `the user "${user}" may not connect to "${database}"; run GRANT CONNECT ON DATABASE ${database} TO ${user}`
    case '53300':
      return 'the server has no connection left; raise max_connections or stop what uses them'
    case '57P03':
      return 'the server is starting or stopping; try again in a moment'
  }
  if (/timeout/i.test(message)) return `${place} does not answer; check the address and the firewall`
  if (/password must be a string|no password/i.test(message)) return 'it has no password; add it after the user name'
  if (/ssl|certificate|tls/i.test(`${message} ${code}`))
    return 'the server and this program do not agree on encryption; set sslmode in the address'
  return `the server did not let us in (${code ?? 'no reason given'}); check the address, and the server's log`
}
