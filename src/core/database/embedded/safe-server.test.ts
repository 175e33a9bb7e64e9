import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Client, ClientConfig } from 'pg'
import {
  startDebianServer,
  WITHOUT_DEBIAN_SERVER,
  type OperatorServer,
} from '../../../../test/support/debian-server.ts'
import { createTestDatabase, startTestServer, type TestServer } from '../../../../test/support/test-server.ts'
import { withClient } from './connections.ts'
import { assertSafeAppRole, assertSafeServer } from './index.ts'

const sentence = (words: RegExp) => (error: unknown) =>
  error instanceof Error &&
  error.name === 'StartUpError' &&
  words.test(error.message) &&
  /^[^\n]+\.$/.test(error.message)

const as = (config: ClientConfig, work: (client: Client) => Promise<void>): Promise<void> => withClient(config, work)
const run = (config: ClientConfig, ...statements: string[]): Promise<void> =>
  as(config, async (client) => {
    for (const statement of statements) await client.query(statement)
  })

let server: TestServer
let database: Awaited<ReturnType<typeof createTestDatabase>>
before(async () => {
  server = await startTestServer()
  database = await createTestDatabase(server)
})
after(async () => {
  await database.drop()
  await server.stop()
})

describe('A server given by the operator', () => {
  it('is taken when it is the embedded kind', () => as(server.app, assertSafeServer))
  it('is refused when this login commits without waiting', () =>
    as(database.app, async (client) => {
      await client.query('set synchronous_commit = off')
      await assert.rejects(assertSafeServer(client), sentence(/synchronous_commit off.*set synchronous_commit = on/))
    }))
  it('is refused when its database is not UTF-8', async () => {
    await run(
      server.owner,
      `create database latin encoding 'LATIN1' locale 'C' locale_provider libc template template0`,
    )
    await as({ ...server.owner, database: 'latin' }, (client) =>
      assert.rejects(assertSafeServer(client), sentence(/stores text as LATIN1/)),
    )
    await run(server.owner, 'drop database latin')
  })
  it(
    'is taken when it is PostgreSQL 15, and refused when that may lose what it confirmed',
    { skip: WITHOUT_DEBIAN_SERVER ?? false },
    async () => {
      const good = await startDebianServer()
      await as(good.app, assertSafeServer)
      await as(good.app, (client) => assertSafeAppRole(client, 'troth_owner'))
      await as(good.owner, (client) =>
        assert.rejects(assertSafeAppRole(client, 'troth_owner'), sentence(/is the owner that migrates/)),
      )
      await good.stop()
      for (const name of ['fsync', 'full_page_writes']) {
        const bad: OperatorServer = await startDebianServer([`${name}=off`])
        await as(bad.app, (client) => assert.rejects(assertSafeServer(client), sentence(new RegExp(`${name} off`))))
        await bad.stop()
      }
    },
  )
})

describe('The login of the program', () => {
  const faults: [string, string[], string[], RegExp][] = [
    ['a superuser', ['alter role probe superuser'], ['alter role probe nosuperuser'], /is a superuser.*NOSUPERUSER/],
    [
      'able to bypass row-level security',
      ['alter role probe bypassrls'],
      ['alter role probe nobypassrls'],
      /bypass row-level security/,
    ],
    ['able to create roles', ['alter role probe createrole'], ['alter role probe nocreaterole'], /may create roles/],
    [
      'able to create databases',
      ['alter role probe createdb'],
      ['alter role probe nocreatedb'],
      /may create databases/,
    ],
    ['able to replicate', ['alter role probe replication'], ['alter role probe noreplication'], /replication stream/],
    [
      'the owner of a table',
      ['create table t ()', 'alter table t owner to probe'],
      ['drop table t'],
      /owns the table t/,
    ],
    ['the owner of a schema', ['create schema s authorization probe'], ['drop schema s'], /owns the schema s/],
    [
      'the owner of a function',
      [`create function f() returns int language sql return 1`, 'alter function f() owner to probe'],
      ['drop function f()'],
      /owns the function f/,
    ],
    [
      'a member of the owner',
      ['grant troth_owner to probe'],
      ['revoke troth_owner from probe'],
      /is a member of troth_owner/,
    ],
    [
      'a member of a member of the owner',
      ['create role between', 'grant troth_owner to between', 'grant between to probe'],
      ['drop role between'],
      /is a member of troth_owner/,
    ],
    [
      'able to read every table',
      ['grant pg_read_all_data to probe'],
      ['revoke pg_read_all_data from probe'],
      /is a member of pg_read_all_data/,
    ],
    [
      'able to create in a schema',
      ['grant create on schema public to probe'],
      ['revoke create on schema public from probe'],
      /may create objects in SCHEMA public/,
    ],
  ]
  before(() =>
    run(
      database.owner,
      "create role probe login password 'probe'",
      `grant connect on database ${database.name} to probe`,
    ),
  )
  after(() => run(database.owner, `revoke all on database ${database.name} from probe`, 'drop role probe'))

  const probe = (): ClientConfig => ({ ...database.app, user: 'probe', password: 'probe' })

  it('is taken when it owns nothing and bypasses nothing', async () => {
    await as(server.app, (client) => assertSafeAppRole(client, 'troth_owner'))
    await as(probe(), (client) => assertSafeAppRole(client, 'troth_owner'))
  })
  for (const [name, spoil, mend, words] of faults) {
    it(`is refused when it is ${name}`, async () => {
      await run(database.owner, ...spoil)
      try {
        await as(probe(), (client) => assert.rejects(assertSafeAppRole(client, 'troth_owner'), sentence(words)))
      } finally {
        await run(database.owner, ...mend)
      }
    })
  }
  it('is refused when it hides a stronger login behind SET ROLE', () =>
    as(database.owner, async (client) => {
      await client.query('set role probe')
      await assert.rejects(assertSafeAppRole(client, 'other'), sentence(/"troth_owner" .* is a superuser/))
    }))
})
