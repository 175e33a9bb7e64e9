import assert from 'node:assert/strict'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Client, type ClientConfig } from 'pg'
import { testFolder } from '../../src/core/database/embedded/run-program.test-support.ts'
import { startDebianServer, WITHOUT_DEBIAN_SERVER, type OperatorServer } from '../support/debian-server.ts'
import { freePort, runTroth, startTroth, stopTroth, urlOf } from './troth.ts'
import { visitor } from './visitor.ts'

describe('On a PostgreSQL 15 given by the operator', { skip: WITHOUT_DEBIAN_SERVER ?? false }, () => {
  let server: OperatorServer
  let env: Record<string, string>
  before(async () => {
    server = await startDebianServer()
    env = {
      DATABASE_URL: urlOf(server.app),
      DATABASE_OWNER_URL: urlOf(server.owner),
      TROTH_KEY_FILE: join(dirname(testFolder()), 'keys.json'),
      SIMULATOR_PORT: String(await freePort()),
    }
  })
  after(() => server.stop())

  const asSuperuser = async (...statements: string[]): Promise<void> => {
    const client = new Client(server.superuser satisfies ClientConfig)
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }

  it('an owner that may not give rights says what an administrator has to run', async () => {
    const troth = runTroth(['migrate'], { env })
    assert.equal(await troth.ended, 1)
    assert.match(troth.err(), /run "CREATE ROLE troth_application NOLOGIN".*"GRANT troth_application TO "troth_app""/)
    assert.equal(troth.err().trim().split('\n').length, 1)
  })

  it('the demonstration starts, migrates as an owner that is no superuser, and serves', async () => {
    await asSuperuser('create role troth_application nologin', 'grant troth_application to troth_app')
    const troth = await startTroth([], { env })
    const someone = visitor(troth.url)
    await someone.signInAs('Claire Whitfield')
    assert.equal((await someone.get('/staff'))?.status, 200)
    assert.equal(await stopTroth(troth), 0)
  })

  it('a second start needs no owner', async () => {
    const { DATABASE_OWNER_URL: _owner, ...without } = env
    const troth = await startTroth([], { env: without })
    assert.equal((await visitor(troth.url).get('/'))?.status, 200)
    assert.equal(await stopTroth(troth), 0)
  })

  it('an owner that may make roles needs no help, and two programs that start at once both come up', async () => {
    await asSuperuser('alter role troth_owner createrole', 'create database second owner troth_owner')
    const second = {
      ...env,
      DATABASE_URL: urlOf({ ...server.app, database: 'second' }),
      DATABASE_OWNER_URL: urlOf({ ...server.owner, database: 'second' }),
      TROTH_KEY_FILE: join(dirname(testFolder()), 'keys.json'),
    }
    const [one, other] = await Promise.all([
      startTroth(['--no-demo'], { env: second }),
      startTroth(['--no-demo'], { env: second }),
    ])
    assert.equal((await visitor(one.url).get('/staff/sign-in'))?.status, 200)
    assert.equal((await visitor(other.url).get('/staff/sign-in'))?.status, 200)
    assert.deepEqual(await Promise.all([stopTroth(one), stopTroth(other)]), [0, 0])
  })
})
