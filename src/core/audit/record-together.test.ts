import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import { readInTenant } from '../database/in-tenant.ts'
import { newUuid } from '../values/uuid.ts'
import type { AuditEntry } from './record.ts'
import { recordTogether } from './record-together.ts'
import type { AuditTables } from './tables.ts'

describe('Access events that share a commit', () => {
  let test: TestPlatform
  before(async () => {
    test = await startTestPlatform()
  })
  after(() => test.stop())

  const viewed = (action: string, subjects: readonly string[] = []): AuditEntry => ({
    action,
    outcome: 'viewed',
    subjects,
  })
  const written = (tenantId: string, action: string) =>
    readInTenant<AuditTables, { actorId: string; commit: string }[]>({ db: test.platform.db, tenantId }, (tx) =>
      tx
        .selectFrom('core.audit_event')
        .select(['actor_id as actorId', 'xid as commit'])
        .where('tenant_id', '=', tenantId)
        .where('action', '=', action)
        .execute(),
    )

  it('are all there, each under its own name, in fewer commits than events', async () => {
    const people = Array.from({ length: 40 }, () => newUuid(new Date()))
    await Promise.all(people.map((actorId) => recordTogether(test.as(['nurse'], { actorId }), [viewed('many.viewed')])))
    const events = await written(test.tenantId, 'many.viewed')
    assert.deepEqual(events.map(({ actorId }) => actorId).toSorted(), people.toSorted())
    assert.ok(new Set(events.map(({ commit }) => commit)).size < people.length)
  })
  it('are each in their own organisation', async () => {
    await Promise.all([
      recordTogether(test.as(['nurse']), [viewed('here.viewed')]),
      recordTogether({ ...test.as(['nurse']), tenantId: test.otherTenantId }, [viewed('there.viewed')]),
    ])
    assert.equal((await written(test.tenantId, 'here.viewed')).length, 1)
    assert.equal((await written(test.tenantId, 'there.viewed')).length, 0)
    assert.equal((await written(test.otherTenantId, 'there.viewed')).length, 1)
  })
  it('fail alone: the others of the same commit are written', async () => {
    const answers = await Promise.allSettled([
      recordTogether(test.as(['nurse']), [viewed('good.viewed')]),
      recordTogether(test.as(['nurse']), [viewed('bad.viewed', ['not an identifier'])]),
      recordTogether(test.as(['nurse']), [viewed('good.viewed')]),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.equal((await written(test.tenantId, 'good.viewed')).length, 2)
    assert.equal((await written(test.tenantId, 'bad.viewed')).length, 0)
  })
  it('can be written again after a failure', async () => {
    await assert.rejects(recordTogether(test.as(['nurse']), [viewed('late.viewed', ['no'])]))
    await recordTogether(test.as(['nurse']), [viewed('late.viewed')])
    assert.equal((await written(test.tenantId, 'late.viewed')).length, 1)
  })
})
