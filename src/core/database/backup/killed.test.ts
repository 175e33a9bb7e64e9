import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, it } from 'node:test'
import type { ClientConfig } from 'pg'
import { createTestDatabase } from '../../../../test/support/test-server.ts'
import { loadKeyFile } from '../../encryption/key-file/index.ts'
import { withClient } from '../embedded/connections.ts'
import { startEmbedded } from '../embedded/index.ts'
import {
  folder,
  inNewDatabase,
  keyFile,
  keyPath,
  newPath,
  program,
  run,
  sentence,
  server,
  useBackup,
} from './backup-fixture.test-support.ts'
import { backup, refuseUnfinishedRestore, restore, restoreToDataFolder } from './index.ts'

const ROWS = 100_000

useBackup()

describe(`With ${ROWS.toLocaleString('en-GB')} rows`, () => {
  let big: Awaited<ReturnType<typeof createTestDatabase>>
  let bigFile: string
  before(async () => {
    big = await createTestDatabase(server)
    bigFile = newPath('big')
    await run(
      big.owner,
      'create table a_first (n int primary key)',
      'create table big (n int primary key, text text not null)',
      `insert into big select n, repeat(md5(n::text), 32) from generate_series(1, ${ROWS}) n`,
      'create table z_last as select 1 as one',
    )
  })
  after(() => big.drop())

  const settled = async (owner: ClientConfig): Promise<void> => {
    await withClient({ ...owner, database: 'postgres' }, async (client) => {
      while ((await client.query(`select 1 from pg_stat_activity where datname = $1`, [owner.database])).rowCount)
        await sleep(20)
    })
  }

  it('memory stays flat in backing up and in restoring 100 MB', async () => {
    const rss = async (what: string, task: object): Promise<number> => {
      const running = program(what, task)
      const said = await running.hears('"done"')
      await running.ended
      return Number(/"rss":(\d+)/.exec(said)?.[1]) / 1024
    }
    const floor = await rss('nothing', { owner: big.owner })
    const used = await rss('backup', { owner: big.owner, file: bigFile })
    assert.ok(used - floor < 90, `backup took ${Math.round(used - floor)} MB over ${Math.round(floor)}`)
    await inNewDatabase(async ({ owner }) => {
      const restoring = await rss('restore', { owner, file: bigFile })
      assert.ok(restoring - floor < 90, `restore took ${Math.round(restoring - floor)} MB over ${Math.round(floor)}`)
    })
  })

  it('a backup killed in the middle leaves nothing that looks done, and the next one works', async () => {
    const to = newPath('killed')
    const running = program('backup', { owner: big.owner, file: to })
    await running.hears('a_first')
    while (!existsSync(`${to}.partial`) || statSync(`${to}.partial`).size < 50_000) await sleep(1)
    await running.kill()
    assert.ok(!existsSync(to))
    assert.ok(existsSync(`${to}.partial`))
    await settled(big.owner)
    await backup({ owner: big.owner, keyFile, to, migrations: ['0001_a'] })
    assert.ok(!existsSync(`${to}.partial`))
  })

  it('a restore killed in the middle leaves a database that is refused by everything', () =>
    inNewDatabase(async ({ owner, app }) => {
      const running = program('restore', { owner, file: bigFile })
      await withClient(server.owner, async (client) => {
        const copying = `select 1 from pg_stat_activity where datname = $1 and query like 'copy%big%'`
        while (!(await client.query(copying, [owner.database])).rowCount) await sleep(5)
      })
      await running.kill()
      await settled(owner)
      for (const login of [owner, app])
        await assert.rejects(withClient(login, refuseUnfinishedRestore), sentence(/was interrupted/))
      await assert.rejects(
        restore({ from: bigFile, keyFile, owner, migrations: ['0001_a'] }),
        sentence(/was interrupted/),
      )
      await assert.rejects(backup({ owner, keyFile, to: newPath('x'), migrations: [] }), sentence(/was interrupted/))
    }))

  it('a restore into a data folder, killed in the middle, is refused by a start and works when it is run again', async () => {
    const dataDir = join(newPath('data'), 'd')
    const running = program('folder', { dataDir, file: bigFile })
    while (!existsSync(join(dataDir, 'restoring', 'postgres'))) await sleep(10)
    await sleep(700)
    await running.kill()
    assert.ok(!existsSync(join(dataDir, 'postgres')), 'it was too late to kill it')
    await assert.rejects(startEmbedded({ dataDir }), sentence(/was interrupted: run "troth restore" again/))
    await restoreToDataFolder({ from: bigFile, keyFile: loadKeyFile(keyPath), dataDir, migrations: ['0001_a'] })
    const restored = await startEmbedded({ dataDir })
    await withClient(restored.owner, async (client) =>
      assert.deepEqual((await client.query('select count(*)::int as n from big')).rows, [{ n: ROWS }]),
    )
    await restored.stop()
  })

  it('a verification killed in the middle leaves no copy of the rows behind', async () => {
    const under = mkdtempSync(join(folder, 'k-'))
    chmodSync(under, 0o711)
    const running = program('verify', { dataDir: under, file: bigFile })
    while (
      readdirSync(under).length === 0 ||
      !existsSync(join(under, readdirSync(under)[0] ?? '', 'd', 'app.password'))
    )
      await sleep(10)
    await sleep(500)
    await running.kill()
    for (const until = Date.now() + 15_000; readdirSync(under).length > 0 && Date.now() < until;) await sleep(50)
    assert.deepEqual(readdirSync(under), [])
  })

  it('holds what a plain query sees', async () => {
    await inNewDatabase(async ({ owner }) => {
      await restore({ from: bigFile, keyFile, owner, migrations: ['0001_a'] })
      const digest = (config: ClientConfig) =>
        withClient(config, async (client) => {
          const { rows } = await client.query<{ all: string }>(
            `select string_agg(md5(b::text), '' order by n) as all from big b`,
          )
          return createHash('sha256')
            .update(rows[0]?.all ?? '')
            .digest('hex')
        })
      assert.equal(await digest(owner), await digest(big.owner))
    })
  })
})
