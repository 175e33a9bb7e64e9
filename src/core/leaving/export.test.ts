import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { makeFixture, CANARY } from '../../../test/every-route/fixture.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { systemClock } from '../clock.ts'
import { asOwner, everythingLogged, writeEvents } from '../ledger/ledger.test-support.ts'
import { exportTenant } from './export-tenant.ts'
import type { Manifest } from './manifest.ts'
import { tablesToExport } from './tables-to-export.ts'
import { verifyExport } from './verify-export.ts'

const PASSPHRASE = 'a passphrase for the recipient'

describe('An export of an organisation', () => {
  let test: TestPlatform
  let file = ''
  let made: Manifest
  const folder = mkdtempSync('/tmp/troth-x-')
  const exportTo = (to: string, tenantId = test.tenantId, slug = 'riverside') =>
    exportTenant(test.platform, {
      organisation: { tenantId, slug },
      to,
      passphrase: PASSPHRASE,
      connection: test.connections.app,
    })
  before(async () => {
    test = await startTestPlatform(systemClock)
    await makeFixture(test)
    await writeEvents(test, test.tenantId, 300)
    await everythingLogged(test, test.tenantId)
    file = join(folder, 'riverside.tar')
    made = await exportTo(file)
  })
  after(async () => {
    rmSync(folder, { recursive: true, force: true })
    await test.stop()
  })

  it('holds every table of the organisation with as many rows as the database, and says what it leaves out', async () => {
    for (const { name, rows } of made.tables) {
      const [row] = await asOwner(
        test,
        `select count(*)::integer as n from ${name} where tenant_id = '${test.tenantId}'`,
      )
      assert.equal(rows, row?.['n'], name)
    }
    const { tables, leftOut } = tablesToExport()
    assert.equal(made.tables.length, tables.length)
    assert.ok(made.tables.reduce((sum, { rows }) => sum + rows, 0) > 10, 'the test must be looking at something')
    assert.ok(leftOut.every(({ why }) => why.length > 0))
  })
  it('is proved without a database, sealed values included', async () => {
    const verdict = await verifyExport(file, { passphrase: PASSPHRASE })
    assert.deepEqual(verdict.problems, [])
    assert.ok(verdict.opened > 100)
    assert.equal(verdict.log?.entries, made.log.entries)
    assert.equal(made.valuesWithoutKey, 0, 'everything sealed is opened by what is in the export')
  })
  it('is proved without the passphrase too, but for what is sealed', async () => {
    const verdict = await verifyExport(file)
    assert.deepEqual(verdict.problems, [])
    assert.equal(verdict.opened, 0)
  })
  it('is opened by tar, and readable by its owner alone', () => {
    const opened = mkdtempSync(join(folder, 'opened-'))
    assert.equal(spawnSync('tar', ['xf', file, '-C', opened]).status, 0)
    const patients = readFileSync(join(opened, 'tables/core.patient/000001.jsonl'), 'utf8').trim().split('\n')
    assert.ok(patients.every((line) => typeof JSON.parse(line) === 'object'))
    assert.match(readFileSync(join(opened, 'README.txt'), 'utf8'), /without Troth/)
    assert.equal(statSync(file).mode & 0o077, 0)
    const text = readFileSync(file, 'latin1')
    assert.ok(text.includes(CANARY), 'the organisation can read its own')
  })
  it('holds no password, key or token, and nothing of another organisation', async () => {
    const other = join(folder, 'hillview.tar')
    await exportTo(other, test.otherTenantId, 'hillview')
    const text = readFileSync(other, 'latin1')
    for (const secret of [CANARY, '9990000018']) assert.ok(!text.includes(secret), secret)
    const [staff] = await asOwner(
      test,
      `select encode(wrapped, 'hex') as wrapped from core.subject_key where tenant_id = '${test.tenantId}' limit 1`,
    )
    assert.ok(!readFileSync(file, 'latin1').includes(String(staff?.['wrapped'])))
    for (const { columns } of made.tables)
      assert.ok(
        !columns.some((column) => /password_hash|token_hash|code_hash|sealed_key|^authenticator$/.test(column)),
        columns.join(),
      )
  })
  it('is refused when the passphrase is another', async () => {
    const { problems } = await verifyExport(file, { passphrase: 'another passphrase' })
    assert.match(problems.join('\n'), /Line 1 of keys cannot be read, or its sealed value cannot be opened/)
  })
  it('is refused when one byte of a row was changed', async () => {
    const bytes = readFileSync(file)
    const at = bytes.indexOf(CANARY)
    bytes.write('Kingfishes', at, 'latin1')
    const changed = join(folder, 'changed.tar')
    writeFileSync(changed, bytes)
    assert.match((await verifyExport(changed)).problems.join('\n'), /tables\/[a-z.-_]+ is not what the manifest says/)
  })
  it('is refused when the trail was changed, event by event', async () => {
    const bytes = readFileSync(file)
    const at = bytes.lastIndexOf('"action":"test.thing.done"')
    bytes.write('"action":"test.thing.doNe"', at, 'latin1')
    const changed = join(folder, 'changed-log.tar')
    writeFileSync(changed, bytes)
    const { problems } = await verifyExport(changed)
    assert.match(problems.join('\n'), /log is not what the manifest says/)
    assert.match(problems.join('\n'), /Entry \d+, event [0-9a-f-]{36}: the event is not what it was/)
  })
  it('is refused when the manifest was changed to fit', async () => {
    const bytes = readFileSync(file)
    bytes.write('"shortName": "riversidE"', bytes.lastIndexOf('"shortName": "riverside"'), 'latin1')
    const changed = join(folder, 'changed-manifest.tar')
    writeFileSync(changed, bytes)
    assert.deepEqual((await verifyExport(changed)).problems, ['The manifest is not signed with the key of the log'])
  })
  it('is refused when it was cut short, wherever', async () => {
    const bytes = readFileSync(file)
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const short = join(folder, `short-${share}.tar`)
      writeFileSync(short, bytes.subarray(0, Math.floor(bytes.length * share)))
      await assert.rejects(verifyExport(short), /damaged, cut short or no export/)
    }
    writeFileSync(join(folder, 'ended.tar'), Buffer.alloc(1024))
    assert.match((await verifyExport(join(folder, 'ended.tar'))).problems.join(), /no manifest/)
  })
  it('leaves nothing that looks whole when it fails, and overwrites nothing', async () => {
    const to = join(folder, 'failed.tar')
    await assert.rejects(
      exportTenant(test.platform, {
        organisation: { tenantId: test.tenantId, slug: 'riverside' },
        to,
        passphrase: PASSPHRASE,
        connection: test.connections.app,
        onTable: () => {
          throw new Error('stopped')
        },
      }),
      /stopped/,
    )
    assert.ok(!existsSync(to))
    assert.ok(!readdirSync(folder).some((name) => name.endsWith('.partial')))
    await assert.rejects(exportTo(file), /already exists and is not overwritten/)
  })
  it('says which values were erased', async () => {
    await asOwner(test, `delete from core.subject_key where tenant_id = '${test.tenantId}' and class = 'message-body'`)
    const to = join(folder, 'erased.tar')
    const after = await exportTo(to)
    assert.ok(after.valuesWithoutKey > 0)
    assert.deepEqual((await verifyExport(to, { passphrase: PASSPHRASE })).problems, [])
  })
})
