import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { migrate } from './migrate.ts'

describe('A table that a migration needs and somebody works on', () => {
  let test: TestPlatform
  let somebody: Client
  const folder = mkdtempSync(join(tmpdir(), 'troth-migrations-'))
  before(async () => {
    test = await startTestPlatform()
    cpSync(join(import.meta.dirname, '../../../migrations'), folder, { recursive: true })
    writeFileSync(join(folder, '9000_add.sql'), 'alter table core.tenant add column added text')
    somebody = new Client(test.connections.owner)
    await somebody.connect()
  })
  afterEach(() => somebody.query('rollback'))
  after(async () => {
    await somebody.end()
    await test.stop()
    rmSync(folder, { recursive: true })
  })
  const bringUpToDate = (tries: number) =>
    migrate({
      owner: test.connections.owner,
      applicationLogin: String(test.connections.app.user),
      folder,
      today: test.platform.clock.today(),
      lock: { timeoutMs: 150, tries },
    })
  const work = async () => {
    await somebody.query('begin')
    await somebody.query('lock table core.tenant in access share mode')
  }

  it('stops it with one sentence when it is never free, and lets others at the table meanwhile', async () => {
    await work()
    const failing = assert.rejects(bringUpToDate(2), {
      name: 'StartUpError',
      message: /has kept a table.*start again\.$/,
    })
    await sleep(400)
    await test.platform.db.executeQuery({ sql: 'select slug from core.tenant', parameters: [] } as never)
    await failing
  })
  it('is waited for', async () => {
    await work()
    const [{ applied }] = await Promise.all([bringUpToDate(20), sleep(600).then(() => somebody.query('rollback'))])
    assert.deepEqual(applied, ['9000_add'])
  })
})
