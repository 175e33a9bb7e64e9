import { Client, type ClientConfig } from 'pg'
import { startTemporary } from '../../src/core/database/embedded/temporary.ts'

/** A throwaway PostgreSQL: `owner` is a superuser, `app` the application's login. */
export type TestServer = { owner: ClientConfig; app: ClientConfig; stop(): Promise<void> }

/**
 * Starts a throwaway PostgreSQL and removes it when the process ends. When TROTH_TEST_SERVER holds the connections of
 * one (JSON with `owner` and `app`), that one is shared: make a database of your own with `createTestDatabase`. Without `shared`, it is always one of its own.
 */
export async function startTestServer({ shared: mayShare = true, under = '/tmp' } = {}): Promise<TestServer> {
  const shared = process.env['TROTH_TEST_SERVER']
  if (shared && mayShare)
    return { ...(JSON.parse(shared) as Pick<TestServer, 'owner' | 'app'>), stop: async () => undefined }

  // Short on purpose: a socket's path must fit in 107 bytes, and macOS has long temporary folders.
  return startTemporary({ under, purpose: 'test' })
}

/** Makes an empty database of a random name on the server, or a copy of `template`, for one test file. */
export async function createTestDatabase(
  server: Pick<TestServer, 'owner' | 'app'>,
  template?: string,
): Promise<{ owner: ClientConfig; app: ClientConfig; name: string; drop(): Promise<void> }> {
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await asOwner(server.owner, `create database ${name}${template ? ` template ${template}` : ''}`)
  await asOwner(server.owner, `revoke all on database ${name} from public`)
  await asOwner(server.owner, `grant connect on database ${name} to ${server.app.user}`)
  return {
    owner: { ...server.owner, database: name },
    app: { ...server.app, database: name },
    name,
    drop: () => asOwner(server.owner, `drop database if exists ${name} with (force)`),
  }
}

async function asOwner(owner: ClientConfig, statement: string): Promise<void> {
  const client = new Client({ ...owner, database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
