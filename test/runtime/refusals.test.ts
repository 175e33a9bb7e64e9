import assert from 'node:assert/strict'
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Client, type ClientConfig } from 'pg'
import { testFolder } from '../../src/core/database/embedded/run-program.test-support.ts'
import { migrationNames } from '../../src/core/database/migrate.ts'
import { createKeyFile, rotateKeyFile } from '../../src/core/encryption/key-file/index.ts'
import { createTestDatabase, startTestServer, type TestServer } from '../support/test-server.ts'
import { freePort, postmasterOf, runTroth, startTroth, stopTroth, urlOf, type RunOptions } from './troth.ts'

const MIGRATIONS = join(import.meta.dirname, '../../migrations')

/** The program does not start: it says why in one sentence, without a stack, and its exit code is not 0. */
async function refuses(args: readonly string[], options: RunOptions, why: RegExp): Promise<void> {
  const troth = runTroth(args, options)
  const code = await troth.ended
  assert.match(troth.err(), why)
  assert.equal(code, 1)
  assert.equal(troth.out(), '')
  assert.equal(troth.err().trim().split('\n').length, 1, troth.err())
  assert.match(troth.err(), /[^.]\.\n$/)
  assert.doesNotMatch(troth.err(), /^\s+at |Error:/m)
}

async function run(connection: ClientConfig, ...statements: string[]): Promise<void> {
  const client = new Client(connection)
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

describe('A setting that cannot be used', () => {
  it('is named, with an example', () =>
    refuses(['start'], { env: { PORT: 'three' } }, /PORT must be a whole number.*for example PORT=3000/))
  it('an address without https is refused outside this machine', () =>
    refuses(['start'], { env: { PUBLIC_URL: 'http://troth.example.nhs.uk' } }, /PUBLIC_URL must start with https/))
})

describe('A port that is taken', () => {
  const taken = createServer()
  let port = 0
  before(async () => {
    port = await freePort()
    await new Promise<void>((resolve) => taken.listen(port, resolve))
  })
  after(() => void taken.close())

  it('is told before anything is started', async () => {
    const dataDir = testFolder()
    const env = { TROTH_DATA_DIR: dataDir, PORT: String(port), TROTH_DEMO: 'off' }
    await refuses(['start'], { env }, /Port \d+ is already in use: stop the program that uses it, or set PORT/)
    assert.equal(postmasterOf(dataDir), undefined)
  })
  it('so is the port of the simulators', async () => {
    const env = { TROTH_DATA_DIR: testFolder(), PORT: String(await freePort()), SIMULATOR_PORT: String(port) }
    await refuses(['start'], { env }, /already in use.*SIMULATOR_PORT/)
  })
  it('so is the port of the numbers', async () => {
    const env = { TROTH_DATA_DIR: testFolder(), PORT: String(await freePort()), METRICS_PORT: String(port) }
    await refuses(['start', '--no-demo'], { env }, /already in use.*METRICS_PORT/)
  })
})

describe('A data folder that cannot be used', () => {
  it('because part of its path is a file', async () => {
    const file = join(dirname(testFolder()), 'file')
    writeFileSync(file, '')
    const env = { TROTH_DATA_DIR: join(file, 'd'), PORT: String(await freePort()) }
    await refuses(['start', '--no-demo'], { env }, /data folder .* cannot be used because part of its path is a file/)
  })
  it(
    'because it belongs to somebody else',
    { skip: process.getuid?.() === 0 ? false : 'needs to be another user for a moment' },
    async () => {
      const folder = testFolder()
      mkdirSync(folder, { mode: 0o700 })
      const env = { TROTH_DATA_DIR: folder, PORT: String(await freePort()) }
      await refuses(
        ['start', '--no-demo'],
        { env, uid: 65_534, gid: 65_534 },
        /data folder .* cannot be used because this user may not .*set TROTH_DATA_DIR/,
      )
    },
  )
  it('because a restore into it was interrupted', async () => {
    const folder = testFolder()
    mkdirSync(join(folder, 'restoring'), { recursive: true })
    const env = { TROTH_DATA_DIR: folder, PORT: String(await freePort()) }
    await refuses(
      ['start', '--no-demo'],
      { env },
      /restore into the data folder .* was interrupted: run "troth restore"/,
    )
  })
})

describe('A database that is in use for real', () => {
  const folder = testFolder()
  let env: Record<string, string> = {}
  before(async () => {
    env = { TROTH_DATA_DIR: folder, PORT: String(await freePort()) }
    const troth = await startTroth(['--no-demo'], { env })
    await refuses(
      ['start', '--no-demo'],
      { env: { ...env, PORT: String(await freePort()) } },
      /data folder .* is in use by process \d+ \(troth start\): stop that first/,
    )
    assert.match(troth.out(), /create-admin/)
    assert.equal(await stopTroth(troth), 0)
    assert.equal(postmasterOf(folder), undefined)
  })

  it('is not opened for a demonstration', () =>
    refuses(['start'], { env }, /is for real use and a demonstration would add.*start it with --no-demo/))

  describe('with a key file', () => {
    const path = join(folder, 'keys.json')
    let good = ''
    before(() => (good = readFileSync(path, 'utf8')))
    after(() => rmSync(folder, { recursive: true, force: true }))
    const restore = () => writeFileSync(path, good, { mode: 0o600 })

    it('that is missing', async () => {
      rmSync(path)
      await refuses(['start', '--no-demo'], { env }, /The key file .* is missing: put it back.*two written shares/)
      restore()
    })
    it('that others can read', async () => {
      chmodSync(path, 0o644)
      await refuses(['start', '--no-demo'], { env }, /key file .* can be read by other users: run "chmod 600/)
      chmodSync(path, 0o600)
    })
    it('that is damaged', async () => {
      writeFileSync(path, good.slice(0, 40), { mode: 0o600 })
      await refuses(['start', '--no-demo'], { env }, /key file .* cannot be used because .* put back a good copy/)
      restore()
    })
    it('that belongs to another installation', async () => {
      rmSync(path)
      createKeyFile(path)
      await refuses(
        ['start', '--no-demo'],
        { env },
        /key file .* does not belong to this database.*put that key file back/,
      )
      rmSync(path)
      restore()
    })
    it('that is an old copy, from before its key was rotated', async () => {
      rotateKeyFile(path)
      await stopTroth(await startTroth(['--no-demo'], { env }))
      rmSync(path)
      restore()
      await refuses(['start', '--no-demo'], { env }, /does not belong to this database/)
    })
  })
})

describe('A database that holds the demonstration', () => {
  it('is not opened for real use', async () => {
    const folder = testFolder()
    const env = { TROTH_DATA_DIR: folder, PORT: String(await freePort()) }
    const seeded = runTroth(['seed'], { env })
    assert.equal(await seeded.ended, 0, seeded.err())
    await refuses(['start', '--no-demo'], { env }, /holds the demonstration, whose passwords everybody knows/)
    await refuses(['start'], { env: { ...env, TROTH_DEMO: 'off' } }, /holds the demonstration/)
    assert.equal(postmasterOf(folder), undefined)
  })
})

describe('A server given by the operator', () => {
  let server: TestServer
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let port = ''
  before(async () => {
    server = await startTestServer()
    database = await createTestDatabase(server)
    port = String(await freePort())
  })
  after(async () => {
    await database.drop()
    await server.stop()
  })
  const refusesUrl = (app: ClientConfig, why: RegExp, owner?: ClientConfig) =>
    refuses(
      ['start', '--no-demo'],
      {
        env: {
          PORT: port,
          TROTH_KEY_FILE: join(dirname(testFolder()), 'keys.json'),
          DATABASE_URL: urlOf(app),
          ...(owner ? { DATABASE_OWNER_URL: urlOf(owner) } : {}),
        },
      },
      why,
    )

  it('where nothing answers', async () => {
    const env = { PORT: port, DATABASE_URL: `postgres://a:hunter2@localhost:${await freePort()}/troth` }
    await refuses(
      ['start'],
      { env },
      /DATABASE_URL cannot be opened: nothing answers at localhost:\d+; check host and port/,
    )
  })
  it('whose name nobody knows', async () => {
    const env = { PORT: port, DATABASE_URL: 'postgres://a:hunter2@nowhere.invalid/troth?sslmode=verify-full' }
    await refuses(['start'], { env }, /the host "nowhere.invalid" is not known/)
  })
  it('that does not take the password', () =>
    refusesUrl({ ...database.app, password: 'wrong' }, /refuses the user "troth_app" with this password.*check both/))
  it('that has no such database', () =>
    refusesUrl({ ...database.app, database: 'elsewhere' }, /has no database called "elsewhere"/))
  it('whose login is a superuser', () =>
    refusesUrl(database.owner, /login "troth_owner" in DATABASE_URL is a superuser/))
  it('whose login bypasses row-level security, or owns a table', async () => {
    await run(
      database.owner,
      `create role strong login password 'strong' bypassrls`,
      `grant connect on database ${database.name} to strong`,
    )
    const strong = { ...database.app, user: 'strong', password: 'strong' }
    await refusesUrl(strong, /"strong" in DATABASE_URL may bypass row-level security.*ALTER ROLE strong NOBYPASSRLS/)
    await run(
      database.owner,
      'alter role strong nobypassrls',
      'create table mine ()',
      'alter table mine owner to strong',
    )
    await refusesUrl(strong, /"strong" in DATABASE_URL owns the table mine/)
    await run(
      database.owner,
      'drop table mine',
      `revoke all on database ${database.name} from strong`,
      'drop role strong',
    )
  })
  it('that is empty, without its owner', () =>
    refusesUrl(database.app, /is empty: run "troth migrate" .*with DATABASE_OWNER_URL/))
  it('whose owner leads somewhere else', async () => {
    const other = await createTestDatabase(server)
    await refusesUrl(database.app, /lead to two different databases/, other.owner)
    await other.drop()
  })
  it('in which a restore was interrupted', async () => {
    await run(database.owner, 'create schema troth_restore')
    await refusesUrl(database.app, /restore into this database was interrupted/, database.owner)
    await run(database.owner, 'drop schema troth_restore')
  })

  describe('with a schema', () => {
    before(async () => {
      const migrated = runTroth(['migrate'], {
        env: { DATABASE_URL: urlOf(database.app), DATABASE_OWNER_URL: urlOf(database.owner) },
      })
      assert.equal(await migrated.ended, 0, migrated.err())
    })
    it('that is older', async () => {
      const last = migrationNames(MIGRATIONS).at(-1)
      await run(database.owner, `delete from troth.migration where name = '${last}'`)
      await refusesUrl(database.app, /older than this version of Troth \(by 1\): run "troth migrate"/)
      await run(database.owner, `insert into troth.migration values ('${last}', '2026-01-01')`)
    })
    it('that is newer than this program can use', async () => {
      await run(database.owner, `insert into troth.program_floor values ('9999_later', 'test')`)
      await refusesUrl(database.app, /newer version of Troth, which this version cannot use.*install that version/)
      await run(database.owner, `delete from troth.program_floor where oldest_program = '9999_later'`)
    })
    it('and no key file, when it holds data', async () => {
      await run(database.owner, `insert into core.installation (demonstration, key_check) values (false, '\\x00')`)
      await refusesUrl(database.app, /The key file .* is missing/)
    })
  })
})

describe('A folder copied to another place', () => {
  it('is opened with its key, wherever it lies', async () => {
    const folder = testFolder()
    await stopTroth(await startTroth(['--no-demo'], { env: { TROTH_DATA_DIR: folder } }))
    const copy = testFolder()
    cpSync(folder, copy, { recursive: true, preserveTimestamps: true })
    const troth = await startTroth(['--no-demo'], { env: { TROTH_DATA_DIR: copy } })
    assert.equal(await stopTroth(troth), 0)
  })
})
