import assert from 'node:assert/strict'
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { ClientConfig } from 'pg'
import { startDebianServer, WITHOUT_DEBIAN_SERVER } from '../../../../test/support/debian-server.ts'
import { createTestDatabase } from '../../../../test/support/test-server.ts'
import { rotateKeyFile } from '../../encryption/key-file/index.ts'
import { dumpSchema } from '../dump/index.ts'
import { withClient } from '../embedded/connections.ts'
import { startEmbedded } from '../embedded/index.ts'
import { migrate, migrationNames } from '../migrate.ts'
import {
  contentsOf,
  file,
  FILLED,
  folder,
  HARD,
  inNewDatabase,
  keyFile,
  keyPath,
  newPath,
  run,
  sentence,
  server,
  source,
  TENANTS,
  useBackup,
} from './backup-fixture.test-support.ts'
import {
  backup,
  backupAndVerify,
  NOT_VERIFIED,
  refuseUnfinishedRestore,
  restore,
  restoreToDataFolder,
  verifyBackup,
} from './index.ts'

useBackup()

describe('A backup', () => {
  it('restored into an empty database is the same rows, the same schema and the same sequences', () =>
    inNewDatabase(async ({ owner }) => {
      const summary = await restore({ from: file, keyFile, owner, migrations: ['0001_a', '0002_b'] })
      assert.deepEqual([summary.tables, summary.rows, summary.migrations], [4, 1412, ['0001_a']])
      assert.deepEqual(await contentsOf(owner), await contentsOf(source.owner))
      assert.equal(await withClient(owner, dumpSchema), await withClient(source.owner, dumpSchema))
      await withClient(owner, refuseUnfinishedRestore)
      await assert.rejects(run(owner, 'delete from care.event_2026'), /append only/)
      await assert.rejects(run(owner, `insert into care.trust values ('${TENANTS[0]}')`), /duplicate key/)
    }))

  it('is proved by restoring it into a server of its own, of which nothing is left', async () => {
    const under = mkdtempSync(join(folder, 'v-'))
    chmodSync(under, 0o711)
    const summary = await verifyBackup({ from: file, keyFile, migrations: ['0001_a'], under })
    assert.equal(summary.rows, 1412)
    assert.deepEqual(readdirSync(under), [])
  })

  it('has its name only once it is proved: one that failed keeps another, and says so', async () => {
    const to = newPath('proved')
    const wanted = { owner: source.owner, keyFile, to, migrations: ['0001_a'] }
    const onMade = () => assert.deepEqual([existsSync(to), existsSync(`${to}${NOT_VERIFIED}`)], [false, true])
    await assert.rejects(
      backupAndVerify({ ...wanted, proof: { migrations: [] }, onMade }),
      sentence(/is not verified: .* Do not rely on .*proved.*\.not-verified/),
    )
    assert.deepEqual([existsSync(to), existsSync(`${to}${NOT_VERIFIED}`)], [false, true])
    const again = newPath('proved-again')
    await backupAndVerify({ ...wanted, to: again, proof: { migrations: ['0001_a'] } })
    assert.deepEqual([existsSync(again), existsSync(`${again}${NOT_VERIFIED}`)], [true, false])
    await assert.rejects(
      backupAndVerify({ ...wanted, to: again, proof: { migrations: ['0001_a'] } }),
      sentence(/already exists and is not overwritten/),
    )
  })

  it('shows nothing of what is in it, is for its owner alone, and leaves no partial file', () => {
    const bytes = readFileSync(file)
    for (const words of ['Amina', 'care', 'person', 'tenant']) assert.equal(bytes.indexOf(words), -1)
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.ok(!existsSync(`${file}.partial`))
  })

  it('is as of one moment, while rows are being written in two tables at once', async () => {
    const database = await createTestDatabase(server)
    await run(
      database.owner,
      'create table a (n int primary key)',
      'create table b (n int primary key)',
      'create table c as select n from generate_series(1, 200000) n',
    )
    let writing = true
    const begun = Promise.withResolvers<void>()
    const writer = withClient(database.owner, async (client) => {
      for (let n = 1; writing; n += 1) {
        await client.query(`with x as (insert into a values (${n})) insert into b values (${n})`)
        begun.resolve()
      }
    })
    await begun.promise
    const to = newPath('moment')
    await backup({ owner: database.owner, keyFile, to, migrations: [] })
    writing = false
    await writer
    await inNewDatabase(async ({ owner }) => {
      await restore({ from: to, keyFile, owner, migrations: [] })
      await withClient(owner, async (client) => {
        const { rows } = await client.query(
          'select (select count(*) from a) as a, (select count(*) from b) as b, (select count(*) from a join b using (n)) as both',
        )
        assert.ok(Number(rows[0].a) > 0)
        assert.deepEqual([rows[0].a, rows[0].a], [rows[0].b, rows[0].both])
      })
    })
    await database.drop()
  })

  it('of the program’s own schema can be restored, migrated and backed up again', async () => {
    const database = await createTestDatabase(server)
    const migrations = migrationNames('migrations')
    const bringUp = (owner: ClientConfig) =>
      migrate({ owner, applicationLogin: 'troth_app', folder: 'migrations', today: '2026-11-22' }).then(() => undefined)
    await bringUp(database.owner)
    const to = newPath('own')
    await backup({ owner: database.owner, keyFile, to, migrations })
    await inNewDatabase(async ({ owner, app }) => {
      await restore({ from: to, keyFile, owner, migrations, migrate: bringUp })
      assert.equal(await withClient(owner, dumpSchema), await withClient(database.owner, dumpSchema))
      await withClient(app, (client) => client.query('select from core.tenant'))
      await backup({ owner, keyFile, to: newPath('again'), migrations })
    })
    await database.drop()
  })

  it('is never written over another file, and opens after the key was rotated', async () => {
    await assert.rejects(backup({ owner: source.owner, keyFile, to: file, migrations: [] }), sentence(/already exists/))
    const path = newPath('key')
    copyFileSync(keyPath, path)
    const rotated = rotateKeyFile(path)
    await inNewDatabase(
      async ({ owner }) => void (await restore({ from: file, keyFile: rotated, owner, migrations: ['0001_a'] })),
    )
  })

  it('into a folder that is not there is refused in one sentence', () =>
    assert.rejects(
      backup({ owner: source.owner, keyFile, to: join(folder, 'no', 'where'), migrations: [] }),
      sentence(/check the path/),
    ))
})

describe('A restore', () => {
  it('goes into an empty database only', () =>
    inNewDatabase(async ({ owner }) => {
      await run(owner, 'create table mine ()')
      await assert.rejects(
        restore({ from: file, keyFile, owner, migrations: ['0001_a'] }),
        sentence(/is not empty \(it has the table public\.mine\)/),
      )
    }))

  it('lets what must not survive be removed before the database can be opened', () =>
    inNewDatabase(async ({ owner }) => {
      await restore({
        from: file,
        keyFile,
        owner,
        migrations: ['0001_a'],
        beforeOpening: async (client) => void (await client.query('delete from care.event_default')),
      })
      await withClient(owner, async (client) =>
        assert.deepEqual((await client.query('select count(*)::int as n from care.event_default')).rows, [{ n: 0 }]),
      )
    }))

  it('builds a data folder that starts with the restored rows, and overwrites none', async () => {
    const dataDir = join(newPath('data'), 'd')
    await restoreToDataFolder({ from: file, keyFile, dataDir, migrations: ['0001_a'] })
    const restored = await startEmbedded({ dataDir })
    assert.deepEqual(await contentsOf(restored.owner), await contentsOf(source.owner))
    await withClient(restored.app, (client) => client.query('select 1'))
    await restored.stop()
    assert.ok(!existsSync(join(dataDir, 'restoring')))
    await assert.rejects(
      restoreToDataFolder({ from: file, keyFile, dataDir, migrations: ['0001_a'] }),
      sentence(/already has a database/),
    )
  })
})

describe('On an operator’s PostgreSQL 15', { skip: WITHOUT_DEBIAN_SERVER ?? false }, () => {
  it('a backup by an owner who cannot read every organisation is refused; with that right it restores, there and here', async () => {
    const operator = await startDebianServer()
    try {
      await run(operator.owner, HARD, FILLED)
      const to = newPath('operator')
      await assert.rejects(
        backup({ owner: operator.owner, keyFile, to, migrations: [] }),
        sentence(/ALTER ROLE troth_owner BYPASSRLS/),
      )
      assert.ok(!existsSync(to) && !existsSync(`${to}.partial`))
      await run(operator.superuser, 'alter role troth_owner bypassrls')
      await backup({ owner: operator.owner, keyFile, to, migrations: [] })
      const wanted = await contentsOf(operator.superuser)

      // Restoring needs no such right: row-level security is put on when the rows are in.
      await run(operator.superuser, 'alter role troth_owner nobypassrls', 'create database second owner troth_owner')
      await restore({ from: to, keyFile, owner: { ...operator.owner, database: 'second' }, migrations: [] })
      assert.deepEqual(await contentsOf({ ...operator.superuser, database: 'second' }), wanted)

      await inNewDatabase(async ({ owner }) => {
        await restore({ from: to, keyFile, owner, migrations: [] })
        assert.deepEqual(await contentsOf(owner), wanted)
      })
    } finally {
      await operator.stop()
    }
  })
})
