import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { CompiledQuery, sql } from 'kysely'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import type { TenancyTables } from '../tenancy/tables.ts'
import { openDatabase } from './database.ts'
import { inOneTransaction, inTenant, onPlatform, readInTenant } from './in-tenant.ts'
import { openHandle, type Tx } from './transaction.ts'

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
  it('gives out a handle that runs nothing, compiled or raw, once it is over', async () => {
    const kept = await inTenant<TenancyTables, Tx<TenancyTables>>(test.as([]), (tx) => Promise.resolve(tx))
    const names = CompiledQuery.raw('select name from core.organisation')
    await assert.rejects(kept.executeQuery(names), /has ended/)
    await assert.rejects(kept.getExecutor().executeQuery(names), /has ended/)
    assert.throws(() => kept.selectFrom('core.organisation').select('name').compile(), /has ended/)
  })
  it('sends a read with its begin, raw or compiled, and waits with whatever may change rows until it is open', async () => {
    const sent: string[] = []
    const connection = {
      executeQuery: (query: CompiledQuery) => {
        sent.push(query.sql)
        return Promise.resolve({ rows: [] })
      },
      async *streamQuery() {},
    }
    const begun = Promise.withResolvers<void>()
    const { tx } = openHandle<TenancyTables>(test.platform.db.getExecutor(), connection, begun.promise)
    const early = ['select name from core.organisation', ' SELECT 1']
    const late = [
      'with gone as (delete from core.organisation returning 1) select 1',
      'delete from core.organisation',
      'select 1 into core.copy',
    ]
    const all = [...early, ...late].map((text) => tx.executeQuery(CompiledQuery.raw(text)))
    await new Promise(setImmediate)
    assert.deepEqual(sent, early)
    begun.resolve()
    await Promise.all(all)
    assert.deepEqual(sent, [...early, ...late])
  })
  it('cannot be turned to another organisation, nor ended, from inside', async () => {
    for (const text of [`set local app.tenant_id = '${test.otherTenantId}'`, 'commit', 'select 1; rollback']) {
      const steers = inTenant<TenancyTables, unknown>(test.as([]), (tx) => tx.executeQuery(CompiledQuery.raw(text)))
      await assert.rejects(steers, /Only in-tenant\.ts/, text)
    }
    const other = test.otherTenantId
    const sets = inTenant(test.as([]), (tx) => sql`select set_config('app.tenant_id', ${other}, true)`.execute(tx))
    await assert.rejects(sets, /Only in-tenant\.ts/)
  })
  it('refuses a second transaction inside it, of whatever kind, and says what to do', async () => {
    const ctx = test.as([])
    for (const second of [
      () => inTenant(ctx, () => Promise.resolve()),
      () => readInTenant({ ...ctx, tenantId: test.otherTenantId }, () => Promise.resolve()),
      () => onPlatform(ctx, () => Promise.resolve()),
      () => inOneTransaction(ctx, test.tenantId, () => Promise.resolve()),
    ])
      await assert.rejects(inTenant(ctx, second), /A transaction is already open here/)
  })
  it('lets work that joins it read in it, and what follows it open another', async () => {
    const names = await inOneTransaction(test.platform, test.tenantId, (joined) =>
      readInTenant<TenancyTables, { name: string }[]>({ ...joined, tenantId: test.tenantId }, (tx) =>
        tx.selectFrom('core.organisation').select('name').execute(),
      ),
    )
    assert.deepEqual(names, [{ name: 'Kept' }])
    let later: Promise<string> | undefined
    await inTenant(test.as([]), () => {
      later = new Promise((resolve) => setTimeout(resolve, 50)).then(name)
      return Promise.resolve()
    })
    assert.equal(await later, 'Kept')
  })
  it('leaves connections to other organisations, however much one asks for', async () => {
    const { db } = openDatabase(test.connections.app, 2)
    const isIn = Promise.withResolvers<void>()
    const otherIsDone = Promise.withResolvers<void>()
    const hold = () =>
      inTenant({ db, tenantId: test.tenantId }, () => {
        isIn.resolve()
        return otherIsDone.promise
      })
    const busy = Promise.all([1, 2, 3, 4].map(hold))
    try {
      await isIn.promise
      // The busy one lets go only after this: were both connections its own, this would give up waiting and throw.
      await inTenant({ db, tenantId: test.otherTenantId }, (tx) => sql`select 1`.execute(tx))
    } finally {
      otherIsDone.resolve()
      await busy
      await db.destroy()
    }
  })
})
