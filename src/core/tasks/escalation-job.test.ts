import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { CoreTables } from '../command.ts'
import { systemContext } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { newUuid } from '../values/uuid.ts'
import { passUpTasks } from './commands/pass-up-tasks.ts'
import { addTask, assignTask, closeTask, commentOnTask, createTasks, reopenTask, takeTask } from './index.ts'
import { passUpTasksJob } from './jobs.ts'
import { addStaff } from './people.test-support.ts'
import { countsOfEveryone } from './queries/counts-of-everyone.ts'
import { involvementOf } from './queries/involvement.ts'
import { membersOf } from './queries/teams.ts'
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
    it('reach the cover of a lead who is away, who then sees them', async () => {
      const teamId = await ward.team('Ward 9', [{ accountId: ward.ben, isLead: true }])
      const dora = await addStaff(ward.test, ward.test.tenantId, 'Dora Lane', ['website-editor'])
      const back = await ward.away(ward.ben, dora)
      const patientId = await ward.addPatient()
      const { taskId } = await ward.make({ owner: { teamId }, priority: 'urgent', patientId })
      const heardByBen = (await ward.newsOf(ward.ben)).length
      ward.now = (await ward.task(taskId)).dueAt
      await run()
      assert.deepEqual(await steps(taskId), ['leads'])
      assert.ok((await ward.newsOf(dora)).includes('task-passed-up'))
      assert.equal((await ward.newsOf(ward.ben)).length, heardByBen)
      const ctx = ward.as(dora, ['website-editor'])
      assert.equal((await ward.inTx((tx) => involvementOf(tx, ctx))).teamIds.includes(teamId), true)
      assert.deepEqual(await commentOnTask(ctx, { taskId, note: 'Seen' }), { done: true })
      const [live] = await ward.inTx((tx) =>
        countsOfEveryone(tx, ctx, [{ accountId: dora, roles: ['website-editor'] }]),
      )
      assert.equal(live?.['team-tasks'], 1)
      await closeTask(ctx, { taskId, outcome: 'arranged' })
      await back()
    })
    it('pass over a team and a lead of whom nobody is in, to the administrators', async () => {
      const teamId = await ward.team('Ward 10', [
        { accountId: ward.amina, isLead: true },
        { accountId: ward.ben, isLead: false },
      ])
      const back = await ward.away(ward.amina, null)
      const before = (await ward.newsOf(ward.boss)).length
      const { taskId } = await ward.make({ owner: { accountId: ward.ben, teamId }, priority: 'urgent' })
      ward.now = (await ward.task(taskId)).dueAt
      await run()
      assert.deepEqual(await steps(taskId), ['administrators'])
      assert.ok((await ward.newsOf(ward.boss)).length > before)
      await back()
    })
    it('go up the chain on time however often they are handed on', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben }, priority: 'urgent' })
      const { dueAt } = await ward.task(taskId)
      for (let minutes = -30; minutes <= 0; minutes += 10) {
        ward.now = new Date(dueAt.getTime() + minutes * 60_000)
        const to = { accountId: minutes % 20 === 0 ? ward.amina : ward.ben }
        await assignTask(ward.as(ward.amina), { taskId, to })
        await run()
      }
      assert.deepEqual(await steps(taskId), ['administrators'])
      // Beyond the end of the chain, whoever is given it has one step's time, once, and then it goes up again.
      for (let minutes = 0; minutes <= 60; minutes += 20) {
        ward.now = new Date(dueAt.getTime() + minutes * 60_000)
        await assignTask(ward.as(ward.amina), { taskId, to: { accountId: ward.carol } })
        await run()
      }
      assert.deepEqual(await steps(taskId), ['administrators', 'administrators'])
    })
    it('reach everyone of a role that thousands have', async () => {
      const { tenantId } = ward.test
      await ward.inTx(async (tx) => {
        await sql`insert into core.staff_account (tenant_id, account_id, name, email, email_key, status, joined_at)
          select ${tenantId}::uuid, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Nurse ' || n,
            'n' || n || '@riverside.example', 'n' || n || '@riverside.example', 'active', now()
          from generate_series(1, 2100) n`.execute(tx as never)
        await sql`insert into core.staff_role (tenant_id, account_id, role)
          select ${tenantId}::uuid, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'doctor'
          from generate_series(1, 2100) n`.execute(tx as never)
      })
      const { owner } = await ward.make({ owner: { role: 'doctor' } })
      const members = await ward.inTx((tx) => membersOf(tx, tenantId, [owner.teamId!]))
      assert.equal(members.length, 2_100)
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
    assert.ok(typeof added === 'object')
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
