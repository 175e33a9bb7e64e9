import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { makeFixture } from '../../../test/every-route/fixture.ts'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { systemClock } from '../clock.ts'
import { asOwner, everythingLogged, organisationWithEvents, writeEvents } from '../ledger/ledger.test-support.ts'
import { verifyLog } from '../ledger/verify/verify-log.ts'
import { closeOrganisation } from '../tenancy/close-organisation.ts'
import { deleteTenant, rowsToDelete } from './delete-tenant.ts'
import { exportTenant } from './export-tenant.ts'

const WAIVER = 'Claire Whitfield decided on 22 November 2026: it never held a patient.'

describe('Deleting an organisation', () => {
  let test: TestPlatform
  const folder = mkdtempSync('/tmp/troth-d-')
  let count = 0
  before(async () => {
    test = await startTestPlatform(systemClock)
    await makeFixture(test)
    await writeEvents(test, test.tenantId, 20)
    await everythingLogged(test, test.tenantId)
  })
  after(async () => {
    rmSync(folder, { recursive: true, force: true })
    await test.stop()
  })

  const closed = (tenantId: string) => closeOrganisation(test.platform, tenantId)
  const exported = async (tenantId: string, slug: string) => {
    // What another test of the same server has in hand keeps the last events out of the log, and so out of the export.
    await everythingLogged(test, tenantId)
    const to = join(folder, `export-${(count += 1)}.tar`)
    await exportTenant(test.platform, {
      organisation: { tenantId, slug },
      to,
      passphrase: 'sixteen letters!',
      connection: test.connections.app,
    })
    return to
  }
  const certificateOf = () => join(folder, `certificate-${(count += 1)}.json`)
  const destroy = async (
    tenantId: string,
    slug: string,
    because: { export: string } | { waiver: string },
    over: { certificate?: string; onTable?: (name: string) => void } = {},
  ) => {
    const [row] = await asOwner(test, `select closed_at from core.tenant where tenant_id = '${tenantId}'`)
    const organisation = { tenantId, slug, closedAt: (row?.['closed_at'] ?? null) as Date | null }
    return await deleteTenant(test.platform, {
      organisation,
      owner: test.connections.owner,
      because,
      certificate: certificateOf(),
      ...over,
    })
  }
  /** A digest of every row of every table that is not the organisation's, by the catalogue. */
  const othersRows = async (tenantId: string) => {
    const tables = await asOwner(
      test,
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') order by 1`,
    )
    const digests: Record<string, unknown> = {}
    for (const { name } of tables) {
      const [row] = await asOwner(
        test,
        `select count(*) as rows, md5(string_agg(t::text, '|' order by t::text)) as digest from only ${String(name)} t
          where coalesce(row_to_json(t)->>'tenant_id', '') <> '${tenantId}'`,
      )
      digests[String(name)] = row
    }
    return digests
  }
  const mentions = async (tenantId: string) => {
    const tables = await asOwner(
      test,
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const found: string[] = []
    for (const { name } of tables) {
      const [row] = await asOwner(
        test,
        `select count(*)::integer as n from only ${String(name)} t
          where row_to_json(t)->>'tenant_id' = '${tenantId}' or row_to_json(t)->'data'->>'tenantId' = '${tenantId}'`,
      )
      if (Number(row?.['n']) > 0) found.push(String(name))
    }
    return found
  }

  it('is refused while the organisation is open', async () => {
    await assert.rejects(destroy(test.tenantId, 'riverside', { waiver: WAIVER }), /has not been closed/)
    assert.ok((await mentions(test.tenantId)).length > 10)
  })
  it('is refused without a good reason or a good export', async () => {
    const tenantId = await organisationWithEvents(test, 'refused', 3)
    const early = await exported(tenantId, 'refused')
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    await closed(tenantId)
    await assert.rejects(destroy(tenantId, 'refused', { waiver: 'because' }), /must say who decided/)
    await assert.rejects(destroy(tenantId, 'refused', { export: early }), /was made before refused closed/)
    await assert.rejects(
      destroy(tenantId, 'refused', { export: await exported(test.otherTenantId, 'hillview') }),
      /another organisation|not a good export/,
    )
    const stale = await exported(tenantId, 'refused')
    await writeEvents(test, tenantId, 1)
    await everythingLogged(test, tenantId)
    await assert.rejects(destroy(tenantId, 'refused', { export: stale }), /not a good export|Something has changed/)
    assert.deepEqual((await verifyLog(test.platform, tenantId)).faults, [], 'nothing was touched')
  })
  it('leaves nothing of it in any table and everything of the others, after it was killed half-way too', async () => {
    assert.equal(await closed(test.tenantId), true)
    assert.equal(await closed(test.tenantId), false)
    const file = await exported(test.tenantId, 'riverside')
    const before = await othersRows(test.tenantId)
    const rows = await rowsToDelete(test.connections.owner, test.tenantId)
    const certificate = certificateOf()
    let tables = 0
    const killed = () => {
      tables += 1
      if (tables === 12) throw new Error('killed')
    }
    await assert.rejects(
      destroy(test.tenantId, 'riverside', { export: file }, { certificate, onTable: killed }),
      /killed/,
    )
    assert.ok(!existsSync(certificate), 'a deletion that was killed has no certificate')
    const [keys] = await asOwner(
      test,
      `select count(*)::integer as n from core.subject_key where tenant_id = '${test.tenantId}'`,
    )
    assert.equal(keys?.['n'], 0, 'the keys went first')
    assert.ok((await mentions(test.tenantId)).includes('core.tenant'), 'and the organisation goes last')

    const done = await destroy(test.tenantId, 'riverside', { export: file }, { certificate })
    assert.deepEqual(await mentions(test.tenantId), [])
    assert.deepEqual(await othersRows(test.tenantId), before)
    assert.deepEqual(done.rows, rows, 'the certificate counts what there was before it was killed')
    assert.match(done.lastCheckpoint ?? '', /^troth\/audit\//)
    assert.deepEqual(JSON.parse(readFileSync(certificate, 'utf8')), JSON.parse(JSON.stringify(done)))
    assert.ok(!existsSync(`${certificate}.begun`))
    assert.deepEqual((await verifyLog(test.platform, test.otherTenantId)).faults, [])
  })
  it('keeps row-level security as it was', async () => {
    const loose = await asOwner(
      test,
      `select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        join pg_policy p on p.polrelid = c.oid where not (c.relrowsecurity and c.relforcerowsecurity)`,
    )
    assert.deepEqual(loose, [])
  })
})
