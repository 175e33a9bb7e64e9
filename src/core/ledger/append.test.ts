import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Client } from 'pg'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { inTenant } from '../database/in-tenant.ts'
import type { Reader } from '../database/transaction.ts'
import { appendCommitted } from './append.ts'
import { asOwner, everythingLogged, organisationWithEvents, writeEvents } from './ledger.test-support.ts'
import { consistencyRanges, inclusionRanges, isConsistent, rootFromInclusion } from './proof.ts'
import { startSequencer } from './sequencer.ts'
import { hashesOf } from './stored-hashes.ts'
import type { LedgerTables } from './tables.ts'
import { verifyLog } from './verify/verify-log.ts'

describe('The sequencer', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())

  const leaves = (tenantId: string) =>
    inTenant({ db: test.platform.db, tenantId }, (tx: Reader<LedgerTables>) =>
      tx
        .selectFrom('core.audit_leaf')
        .select(['position', 'event_id as eventId', 'hash'])
        .where('tenant_id', '=', tenantId)
        .orderBy('position')
        .execute(),
    )
  const isGood = async (tenantId: string) => assert.deepEqual((await verifyLog(test.platform, tenantId)).faults, [])

  it('puts every committed event into the log once, and signs', async () => {
    const tenantId = await organisationWithEvents(test, 'once', 7)
    await everythingLogged(test, tenantId)
    const verdict = await verifyLog(test.platform, tenantId)
    assert.deepEqual(verdict.faults, [])
    assert.equal(verdict.entries, 8, 'with the one that says that the organisation was created')
    assert.equal(verdict.newest?.size, 8)
    assert.equal(verdict.valuesFit, 4)
    assert.equal(verdict.waiting, 0)
    assert.equal(await appendCommitted(test.platform, tenantId), 0)
  })
  it('does not sign again when nothing was added', async () => {
    const tenantId = await organisationWithEvents(test, 'quiet', 1)
    await everythingLogged(test, tenantId)
    await appendCommitted(test.platform, tenantId)
    assert.equal((await verifyLog(test.platform, tenantId)).checkpoints, 1)
  })
  it('goes on where a batch ended, in the middle of a transaction too', async () => {
    const tenantId = await organisationWithEvents(test, 'batches', 0)
    await writeEvents(test, tenantId, 10)
    for (let tries = 0; (await leaves(tenantId)).length < 11 && tries < 1000; tries += 1)
      await appendCommitted(test.platform, tenantId, 3)
    await isGood(tenantId)
    assert.ok((await verifyLog(test.platform, tenantId)).checkpoints >= 4)
  })
  it('does not pass over an event that commits late, however many are committed before it', async () => {
    const tenantId = await organisationWithEvents(test, 'late', 0)
    const slow = new Client(test.connections.app)
    await slow.connect()
    try {
      await slow.query(`begin; set local app.tenant_id = '${tenantId}'`)
      const lateId = 'ffffffff-ffff-4fff-8fff-ffffffffffff'
      await slow.query(
        `insert into core.audit_event (tenant_id, event_id, actor_kind, actor_id, actor_roles, purpose, action, outcome)
         values ($1, $2, 'system', $2, '{}', 'administration', 'late.done', 'done')`,
        [tenantId, lateId],
      )
      await writeEvents(test, tenantId, 5)
      await appendCommitted(test.platform, tenantId)
      const meanwhile = await leaves(tenantId)
      assert.ok(meanwhile.length <= 1, 'what was written after it waits for it')
      await slow.query('commit')
      await everythingLogged(test, tenantId)
      const all = await leaves(tenantId)
      assert.equal(all.length, 7)
      assert.equal(all[1]?.eventId, lateId, 'the order is that of transactions, not of identifiers or commits')
      await isGood(tenantId)
    } finally {
      await slow.end()
    }
  })
  it('takes nothing of a transaction that was rolled back', async () => {
    const tenantId = await organisationWithEvents(test, 'rolled-back', 1)
    await assert.rejects(
      inTenant({ db: test.platform.db, tenantId }, async () => {
        throw new Error('no')
      }),
    )
    await everythingLogged(test, tenantId)
    assert.equal((await leaves(tenantId)).length, 2)
  })
  it('is safe with several workers at once, while events are written', async () => {
    const tenantId = await organisationWithEvents(test, 'several', 0)
    const workers = Array.from({ length: 4 }, () => startSequencer(test.platform, 5))
    try {
      await Promise.all(Array.from({ length: 40 }, (_none, at) => writeEvents(test, tenantId, 1 + (at % 7), at)))
      await everythingLogged(test, tenantId)
    } finally {
      await Promise.all(workers.map(({ stop }) => stop()))
    }
    const entries = await leaves(tenantId)
    const [written] = await asOwner(
      test,
      `select count(*)::integer as events from core.audit_event where tenant_id = '${tenantId}'`,
    )
    assert.equal(entries.length, written?.['events'])
    assert.equal(new Set(entries.map(({ eventId }) => eventId)).size, entries.length)
    await isGood(tenantId)
  })
  it('keeps the logs of organisations apart', async () => {
    const here = await organisationWithEvents(test, 'apart-here', 3)
    const there = await organisationWithEvents(test, 'apart-there', 2)
    await everythingLogged(test, here)
    await everythingLogged(test, there)
    const [mine, theirs] = [await verifyLog(test.platform, here), await verifyLog(test.platform, there)]
    assert.deepEqual([mine.entries, theirs.entries], [4, 3])
    assert.notEqual(mine.verifierKey, theirs.verifierKey)
    const seen = await inTenant({ db: test.platform.db, tenantId: here }, (tx: Reader<LedgerTables>) =>
      tx.selectFrom('core.audit_leaf').select('event_id').where('tenant_id', '=', there).execute(),
    )
    assert.deepEqual(seen, [])
  })
  it('gives proofs from what is stored, across tiles', async () => {
    const tenantId = await organisationWithEvents(test, 'proofs', 0)
    for (let batch = 0; batch < 3; batch += 1) await writeEvents(test, tenantId, 200)
    await everythingLogged(test, tenantId)
    const { entries: size, root } = await verifyLog(test.platform, tenantId)
    assert.equal(size, 601)
    const all = await leaves(tenantId)
    await inTenant({ db: test.platform.db, tenantId }, async (tx: Reader<LedgerTables>) => {
      for (const index of [0, 1, 255, 256, 300, 511, 512, 600]) {
        const proof = await hashesOf(tx, tenantId, inclusionRanges(index, size))
        assert.deepEqual(rootFromInclusion(all[index]!.hash, { index, size, proof }), root)
      }
      const [whole] = await hashesOf(tx, tenantId, [{ from: 0, to: size }])
      assert.deepEqual(whole, root)
      for (const first of [1, 255, 256, 257, 400, 512, 600]) {
        const [before] = await hashesOf(tx, tenantId, [{ from: 0, to: first }])
        const proof = await hashesOf(tx, tenantId, consistencyRanges(first, size))
        assert.ok(isConsistent({ size: first, root: before! }, { size, root }, proof))
      }
    })
  })
  it('gives up nothing when a log cannot be written: the event stays and waits', async () => {
    const tenantId = await organisationWithEvents(test, 'no-key', 1)
    await everythingLogged(test, tenantId)
    await asOwner(test, `delete from core.subject_key where tenant_id = '${tenantId}' and class = 'credential'`)
    await writeEvents(test, tenantId, 1)
    const elsewhere = { ...test.platform, keys: { ...test.platform.keys } }
    await assert.rejects(async () => {
      for (let tries = 0; tries < 1000; tries += 1) await appendCommitted(elsewhere, tenantId)
    }, /key of the audit log was destroyed/)
    const verdict = await verifyLog(elsewhere, tenantId)
    assert.deepEqual([verdict.entries, verdict.waiting], [2, 1])
    assert.deepEqual(
      verdict.faults.map(({ kind }) => kind),
      ['key-wrong'],
    )
  })
})
