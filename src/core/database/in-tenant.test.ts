import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { inTenant, onPlatform, readInTenant } from './in-tenant.ts'

describe('A transaction of one organisation', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())
  const rename = (name: string, after?: () => Promise<unknown>) =>
    inTenant<TenancyTables, void>(test.as([]), async (tx) => {
      await tx.updateTable('core.organisation').set({ name }).where('tenant_id', '=', test.tenantId).execute()
      await after?.()
    })
  const name = async () =>
    (
      await readInTenant<TenancyTables, { name: string }>(test.as([]), (tx) =>
        tx.selectFrom('core.organisation').select('name').executeTakeFirstOrThrow(),
      )
    ).name

  it('keeps its work, and only when it ends well', async () => {
    await rename('Kept')
    await assert.rejects(
      rename('Lost', () => Promise.reject(new Error('no'))),
      /no/,
    )
    assert.equal(await name(), 'Kept')
  })
  it('never answers as if it had kept what PostgreSQL threw away', async () => {
    const swallows = inTenant<TenancyTables, string>(test.as([]), async (tx) => {
      const broken = tx.updateTable('core.organisation').set({ name: '' }).where('tenant_id', '=', test.tenantId)
      await broken.execute().catch(() => undefined)
      return 'done'
    })
    await assert.rejects(swallows, /current transaction is aborted/)
    assert.equal(await name(), 'Kept')
  })
  it('refuses an organisation that is not an identifier', async () => {
    const injected = { ...test.as([]), tenantId: `${test.tenantId}'; select '` }
    await assert.rejects(async () => inTenant(injected, () => Promise.resolve()), TypeError)
  })
  it('cannot write when it only reads', async () => {
    const writes = readInTenant<TenancyTables, unknown>(test.as([]), (tx) =>
      tx.updateTable('core.organisation').set({ name: 'X' }).where('tenant_id', '=', test.tenantId).execute(),
    )
    await assert.rejects(writes, /read-only transaction/)
  })
  it('sees no tenant table when it is for the platform', async () => {
    const reads = onPlatform<TenancyTables, unknown>(test.platform, (tx) =>
      tx.selectFrom('core.organisation').selectAll().execute(),
    )
    await assert.rejects(reads, /app\.tenant_id|uuid: ""/)
  })
})
