import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { CoreTables } from '../command.ts'
import { systemContext } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { newUuid } from '../values/uuid.ts'
import { passUpTasks } from './commands/pass-up-tasks.ts'
import { addTask, assignTask, closeTask, commentOnTask, createTasks, reopenTask, takeTask } from './index.ts'
import { passUpTasksJob } from './jobs.ts'
import { storedTasks } from './queries/stored-task.ts'
import { afterHistory, type TaskEvent } from './task.ts'
import { startWard, supplyEnds, type Ward } from './ward.test-support.ts'

describe('Tasks', () => {
  let ward: Ward
  before(async () => {
    ward = await startWard()
  })
  after(() => ward.test.stop())
  const run = () =>
    passUpTasksJob.work(systemContext(ward.test.platform, ward.test.tenantId, newUuid(ward.now)), {} as never)

  describe('that are not finished in time', () => {
    const steps = async (taskId: string) =>
      (await ward.historyOf(taskId)).filter(({ kind }) => kind === 'escalated').map((row) => row.escalated_to)

    it('are passed up the chain on time, by the opening times, once each', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben }, priority: 'urgent' })
      const team = (await ward.make({ owner: { role: 'nurse' } })).owner.teamId!
      await assignTask(ward.as(ward.amina), { taskId, to: { accountId: ward.ben, teamId: team } })
      await run()
      assert.deepEqual(await steps(taskId), [])
      ward.now = new Date('2026-11-23T11:00:00Z')
      await Promise.all([run(), run()])
      await run()
      assert.deepEqual(await steps(taskId), ['team'])
      assert.ok((await ward.newsOf(ward.amina)).includes('task-passed-up'))
      ward.now = new Date('2026-11-23T12:00:00Z')
      await run()
      assert.deepEqual(await steps(taskId), ['team', 'administrators'])
      assert.ok((await ward.newsOf(ward.boss)).includes('task-passed-up'))
      ward.now = new Date('2026-11-26T12:00:00Z')
      await run()
      assert.deepEqual(await steps(taskId), ['team', 'administrators'])
    })
    it('catch up after the program was down', async () => {
      const { taskId } = await ward.make({ owner: { role: 'nurse' }, priority: 'urgent' })
      const { taskId: owned } = await ward.make({
        owner: { accountId: ward.ben, teamId: (await ward.task(taskId)).teamId! },
        priority: 'urgent',
      })
      ward.now = new Date('2026-11-30T12:00:00Z')
      await run()
      assert.deepEqual(await steps(taskId), ['administrators'])
      assert.deepEqual(await steps(owned), ['team', 'administrators'])
    })
    it('rest once they are finished', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben }, priority: 'urgent' })
      await closeTask(ward.as(ward.ben), { taskId, outcome: 'arranged' })
      ward.now = new Date('2026-12-01T12:00:00Z')
      await run()
      assert.deepEqual(await steps(taskId), [])
    })
    it('are passed up by the program alone', async () => {
      await assert.rejects(passUpTasks(ward.as(ward.boss, ['administrator'], { purpose: 'administration' }), {}), {
        name: 'NotAllowedError',
      })
    })
  })

  it('can be worked on in any order', async () => {
    const made = await ward.inTx((tx) =>
      createTasks(
        tx,
        ward.as(ward.amina),
        Array.from({ length: 12 }, () => ({ reason: supplyEnds, owner: { role: 'nurse' as const } })),
      ),
    )
    const person = ward.as(ward.ben)
    const added = await addTask(person, { reason: 'core.call-patient', owner: { accountId: ward.amina } })
    const acts = [
      (taskId: string) => takeTask(person, { taskId }),
      (taskId: string) => assignTask(person, { taskId, to: { accountId: ward.carol } }),
      (taskId: string) => commentOnTask(person, { taskId, note: 'A comment' }),
      (taskId: string) => closeTask(person, { taskId, outcome: 'other', note: 'Done' }),
      (taskId: string) => reopenTask(person, { taskId, note: 'Again' }),
      () => run(),
    ]
    // A fixed walk through all acts in ever other orders: a failure can be seen again.
    for (const [index, { taskId }] of [...made, added].entries()) {
      for (let step = 0; step < 8; step += 1) {
        ward.now = new Date(ward.now.getTime() + 6 * 3_600_000)
        await acts[(index * 5 + step * (index + 1)) % acts.length]!(taskId)
      }
    }
  })
  it('are always what their history says', async () => {
    const tasks = await ward.inTx((tx) => storedTasks(tx, ward.test.tenantId).execute())
    assert.ok(tasks.length > 12)
    for (const { taskId, reason: _r, patientId: _p, entityType: _t, entityId: _e, createdAt: _c, ...state } of tasks) {
      const events = (await ward.historyOf(taskId)).map((row): TaskEvent => ({
        kind: row.kind,
        at: row.at,
        priority: row.priority,
        dueAt: row.due_at,
        ownerAccountId: row.owner_account_id,
        teamId: row.team_id,
        escalatedTo: row.escalated_to,
        escalatedToTeamId: row.escalated_to_team_id,
        nextEscalationAt: row.next_escalation_at,
        outcome: row.outcome,
      }))
      assert.deepEqual(state, afterHistory(events))
    }
  })
  it('leave an audit event for each thing that happened', async () => {
    const events = await inTenant<CoreTables, { action: string }[]>(ward.as(ward.amina), (tx) =>
      tx
        .selectFrom('core.audit_event')
        .select('action')
        .distinct()
        .where('tenant_id', '=', ward.test.tenantId)
        .where('action', 'like', 'task.%')
        .execute(),
    )
    assert.deepEqual(events.map(({ action }) => action).sort(), [
      'task.accepted',
      'task.added',
      'task.assigned',
      'task.closed',
      'task.commented',
      'task.created',
      'task.escalated',
      'task.escalation.run',
      'task.reopened',
    ])
  })
})
