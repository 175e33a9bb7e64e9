import { join } from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { systemClock } from '../../src/core/clock.ts'
import { migrate } from '../../src/core/database/migrate.ts'
import '../../src/nouns.ts'
import { startDebianServer, WITHOUT_DEBIAN_SERVER } from '../support/debian-server.ts'
import { createTestDatabase, startTestServer } from '../support/test-server.ts'

/** A migrated database: `superuser` arranges and may do anything, `owner` owns the tables, `app` is the program's login. */
export interface TenancyServer {
  readonly superuser: ClientConfig
  readonly owner: ClientConfig
  readonly app: ClientConfig
  readonly stop: () => Promise<void>
}

/** The servers that the wall between organisations is proved on; `skip` says why one cannot be tried here. */
export const SERVERS: readonly { name: string; skip: string | false; start: () => Promise<TenancyServer> }[] = [
  { name: 'the embedded PostgreSQL 18', skip: false, start: startOwn },
  { name: 'PostgreSQL 15', skip: WITHOUT_DEBIAN_SERVER ?? false, start: startFifteen },
]

/** A server of its own, not the shared one: these tests make roles, and roles belong to the whole server. */
async function startOwn(): Promise<TenancyServer> {
  const server = await startTestServer({ shared: false })
  const { owner, app } = await createTestDatabase(server)
  await migrateAs(owner, app)
  return { superuser: owner, owner, app, stop: () => server.stop() }
}

async function startFifteen(): Promise<TenancyServer> {
  const server = await startDebianServer()
  await inServer(server.superuser, (client) => client.query('alter role troth_owner createrole'))
  await migrateAs(server.owner, server.app)
  return server
}

const migrateAs = (owner: ClientConfig, app: ClientConfig) =>
  migrate({
    owner,
    applicationLogin: String(app.user),
    folder: join(import.meta.dirname, '../../migrations'),
    today: systemClock.today(),
  })

/** One connection for a piece of work. */
export async function inServer<Result>(
  config: ClientConfig,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ ...config, application_name: 'troth-test' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export const OURS = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa'
export const THEIRS = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb'
