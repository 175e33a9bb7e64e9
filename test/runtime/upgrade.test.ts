import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import { systemClock } from '../../src/core/clock.ts'
import { openDatabase } from '../../src/core/database/database.ts'
import { dumpSchema } from '../../src/core/database/dump/index.ts'
import { migrate, migrationNames } from '../../src/core/database/migrate.ts'
import { assertSchemaFits } from '../../src/core/database/schema-fits.ts'
import { StartUpError } from '../../src/core/errors.ts'
import { createKeyFile } from '../../src/core/encryption/key-file/index.ts'
import { openQueue, senderOf, startQueue } from '../../src/core/jobs/queue.ts'
import { makeLog } from '../../src/core/observability/log.ts'
import { createOrganisation } from '../../src/core/tenancy/create-organisation.ts'
import '../../src/nouns.ts'
import { createTestDatabase, startTestServer, type TestServer } from '../support/test-server.ts'

const MIGRATIONS = join(import.meta.dirname, '../../migrations')
const all = migrationNames(MIGRATIONS)

describe('A rolling upgrade', () => {
  let server: TestServer
  const scratch = mkdtempSync('/tmp/troth-u-')
  before(async () => {
    server = await startTestServer()
  })
  after(async () => {
    rmSync(scratch, { recursive: true })
    await server.stop()
  })

  /** The migrations of a program that is `behind` migrations older, or has one more. */
  function folderOf(behind: number, more: Readonly<Record<string, string>> = {}): string {
    const folder = mkdtempSync(join(scratch, 'm-'))
    cpSync(MIGRATIONS, folder, { recursive: true })
    for (const name of all.slice(all.length - behind)) rmSync(join(folder, `${name}.sql`))
    for (const [name, sql] of Object.entries(more)) writeFileSync(join(folder, `${name}.sql`), sql)
    return folder
  }

  async function onDatabase(
    work: (database: Awaited<ReturnType<typeof createTestDatabase>>, client: Client) => Promise<void>,
  ): Promise<void> {
    const database = await createTestDatabase(server)
    const client = new Client(database.owner)
    await client.connect()
    try {
      await work(database, client)
    } finally {
      await client.end()
      await database.drop()
    }
  }
  type Database = Awaited<ReturnType<typeof createTestDatabase>>
  const bring = (database: Database, folder: string) =>
    migrate({ owner: database.owner, applicationLogin: String(database.app.user), folder, today: systemClock.today() })
  async function fits(database: Database, folder: string): Promise<void> {
    const { db } = openDatabase(database.app, 2)
    try {
      await assertSchemaFits(db, folder)
    } finally {
      await db.destroy()
    }
  }

  it('a program older by any number of migrations runs beside the newest schema, and leaves it as it is', () =>
    onDatabase(async (database, client) => {
      await bring(database, MIGRATIONS)
      const schema = await dumpSchema(client)
      for (let behind = 1; behind < all.length; behind += 1) {
        const older = folderOf(behind)
        assert.deepEqual(await bring(database, older), { applied: [] })
        await fits(database, older)
      }
      assert.equal(await dumpSchema(client), schema)
    }))

  it('until a migration says that programs before it can no longer run: then they refuse in one sentence', () =>
    onDatabase(async (database, client) => {
      await bring(database, MIGRATIONS)
      for (let floor = all.length - 1; floor > 0; floor -= 1) {
        await client.query('insert into troth.program_floor values ($1, $2)', [all[floor], 'test'])
        await fits(database, folderOf(all.length - floor - 1))
        await assert.rejects(fits(database, folderOf(all.length - floor)), (error) => {
          assert.ok(error instanceof StartUpError)
          assert.match(error.message, /newer version of Troth, which this version cannot use.*install that version/)
          return true
        })
        await client.query('delete from troth.program_floor where reason = $1', ['test'])
      }
    }))

  it('a program newer by one refuses a schema that nobody has migrated, and brings it forward when it may', () =>
    onDatabase(async (database) => {
      const next = folderOf(0, { '9998_next': 'create table core.next (tenant_id uuid primary key);' })
      await bring(database, MIGRATIONS)
      await assert.rejects(fits(database, next), /older than this version of Troth \(by 1\)/)
      assert.deepEqual(await bring(database, next), { applied: ['9998_next'] })
      await fits(database, next)
      // The program that still runs, and one of its version that starts now.
      await fits(database, MIGRATIONS)
      assert.deepEqual(await bring(database, MIGRATIONS), { applied: [] })
    }))

  it('the program of today works on the schema of tomorrow', () =>
    onDatabase(async (database) => {
      await bring(database, folderOf(0, { '9998_next': 'alter table core.tenant add column next text;' }))
      const { db } = openDatabase(database.app, 4)
      const boss = openQueue(database.app, { worker: false })
      boss.on('error', () => undefined)
      await startQueue(boss)
      const keys = createKeyFile(join(mkdtempSync(join(scratch, 'k-')), 'keys.json'))
      const platform = { db, keys, jobs: senderOf(boss), clock: systemClock, log: makeLog('silent') }
      await createOrganisation(platform, { slug: 'riverside', name: 'Riverside', kind: 'nhs-trust' })
      await boss.stop({ graceful: false, close: true })
      await db.destroy()
    }))

  it('any number of programs that start at once take turns', () =>
    onDatabase(async (database, client) => {
      const done = await Promise.all(Array.from({ length: 4 }, () => bring(database, MIGRATIONS)))
      assert.deepEqual(done.flatMap(({ applied }) => applied).sort(), all)
      const { rows } = await client.query('select name from troth.migration')
      assert.equal(rows.length, all.length)
    }))

  it('a migration that fails, or is killed half-way, leaves the schema before it', () =>
    onDatabase(async (database, client) => {
      await bring(database, MIGRATIONS)
      const schema = await dumpSchema(client)
      const failing = folderOf(0, { '9998_next': 'create table core.half (id int); select 1 / 0;' })
      await assert.rejects(bring(database, failing), (error) => {
        assert.ok(error instanceof StartUpError)
        assert.match(error.message, /migration 9998_next\): division by zero\. Nothing was changed/)
        return true
      })
      assert.equal(await dumpSchema(client), schema)

      const slow = folderOf(0, { '9998_next': 'create table core.half (id int); select pg_sleep(600);' })
      const settings = JSON.stringify({ owner: database.owner, login: database.app.user, folder: slow })
      const program = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'migrate.program.ts')], {
        env: { PATH: process.env['PATH'], TROTH_TEST_MIGRATE: settings },
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const sleeping = `select pid from pg_stat_activity where datname = current_database() and query like '%pg_sleep(600)%' and pid <> pg_backend_pid()`
      while ((await client.query(sleeping)).rowCount === 0) await sleep(100)
      program.kill('SIGKILL')
      await once(program, 'exit')
      // PostgreSQL notices when the statement ends; nobody waits ten minutes for that here.
      await client.query(`select pg_terminate_backend(pid) from (${sleeping}) as sleepers`)
      assert.deepEqual(await bring(database, MIGRATIONS), { applied: [] })
      assert.equal(await dumpSchema(client), schema)
    }))

  it('the queue keeps its shape: another shape needs a migration that says which programs can no longer run', async () => {
    const { version } = (await import('pg-boss/package.json', { with: { type: 'json' } })).default
    assert.equal(version, '12.38.0', 'see whether its schema changed: an older program refuses to start on another one')
  })
})
