import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { startTestPlatform, type TestPlatform } from '../../../test/support/test-platform.ts'
import type { Clock } from '../clock.ts'
import type { CoreTables } from '../command.ts'
import { systemContext, type Context } from '../context.ts'
import { inTenant } from '../database/in-tenant.ts'
import { openFor } from '../encryption/subject-keys.ts'
import type { StaffRole } from '../policy/roles.ts'
import { civilDateOf } from '../values/london-time.ts'
import { newUuid } from '../values/uuid.ts'
import { passUpTasks } from './commands/pass-up-tasks.ts'
import {
  addTask,
  assignTask,
  assignTasks,
  closeTask,
  closeTasksOf,
  commentOnTask,
  createTask,
  createTasks,
  reopenTask,
  takeTask,
  taskReason,
  type NewTask,
} from './index.ts'
import { passUpTasksJob } from './jobs.ts'
import { addStaff } from './people.test-support.ts'
import { getTask, storedTasks, type StoredTask } from './queries/stored-task.ts'
import { afterHistory, type TaskEvent } from './task.ts'
import type { TaskWriting } from './tables.ts'

const supplyEnds = taskReason({
  code: 'test.supply-ends-soon',
  words: 'Supply ends soon',
  priority: 'soon',
  outcomes: { arranged: 'Delivery arranged' },
})

/** A clock that tests move on. */
let now = new Date('2026-11-23T10:00:00Z')
const clock: Clock = { now: () => new Date(now), today: () => civilDateOf(now) }

describe('Tasks', () => {
  let test: TestPlatform
  let amina: string
  let ben: string
  let carol: string
  let boss: string

  const as = (accountId: string, roles: readonly StaffRole[] = ['nurse'], over: Partial<Context> = {}) =>
    test.as(roles, { actorId: accountId, ...over })
  const inTx = <Result>(
    work: (tx: Parameters<Parameters<typeof inTenant<TaskWriting, Result>>[1]>[0]) => Promise<Result>,
  ) => inTenant<TaskWriting, Result>({ db: test.platform.db, tenantId: test.tenantId }, work)
  const make = (task: Omit<NewTask, 'reason'>, ctx: Context = as(amina)) =>
    inTx((tx) => createTask(tx, ctx, { reason: supplyEnds, ...task }))
  const task = (taskId: string): Promise<StoredTask> => inTx((tx) => getTask(tx, test.tenantId, taskId))
  const historyOf = (taskId: string) =>
    inTx((tx) =>
      tx
        .selectFrom('core.task_event')
        .selectAll()
        .where('tenant_id', '=', test.tenantId)
        .where('task_id', '=', taskId)
        .orderBy('sequence')
        .execute(),
    )
  const newsOf = (accountId: string) =>
    inTx(async (tx) => {
      const rows = await tx
        .selectFrom('core.notification')
        .select('kind')
        .where('tenant_id', '=', test.tenantId)
        .where('account_id', '=', accountId)
        .execute()
      return rows.map(({ kind }) => kind)
    })
  const away = (accountId: string, coveredBy: string | null) =>
    inTx(async (tx) => {
      const absenceId = newUuid(now)
      await tx
        .insertInto('core.absence')
        .values({
          tenant_id: test.tenantId,
          absence_id: absenceId,
          account_id: accountId,
          from_on: clock.today(),
          until_on: clock.today(),
          covered_by: coveredBy,
          recorded_by: accountId,
          recorded_at: now,
          cancelled_at: null,
        })
        .execute()
      return () =>
        inTx(async (tx2) => {
          await tx2.updateTable('core.absence').set({ cancelled_at: now }).where('absence_id', '=', absenceId).execute()
        })
    })

  before(async () => {
    test = await startTestPlatform(clock)
    amina = await addStaff(test, test.tenantId, 'Amina Khan', ['nurse'])
    ben = await addStaff(test, test.tenantId, 'Ben Okafor', ['nurse'])
    carol = await addStaff(test, test.tenantId, 'Carol Jones', ['pharmacist'])
    boss = await addStaff(test, test.tenantId, 'Dilys Price', ['administrator'])
  })
  after(() => test.stop())

  describe('are made', () => {
    it('inside another change, with their history, due by the opening times', async () => {
      const { taskId, isNew } = await make({ owner: { accountId: ben } })
      const made = await task(taskId)
      assert.equal(isNew, true)
      assert.equal(made.ownerAccountId, ben)
      assert.equal(made.dueAt.toISOString(), '2026-11-24T17:00:00.000Z')
      assert.deepEqual(
        (await historyOf(taskId)).map(({ kind, actor_id }) => [kind, actor_id]),
        [['created', amina]],
      )
      assert.ok((await newsOf(ben)).includes('task-assigned'))
    })
    it('or not at all when the change fails', async () => {
      const count = () => inTx((tx) => storedTasks(tx, test.tenantId).execute()).then((rows) => rows.length)
      const before = await count()
      await assert.rejects(
        inTx(async (tx) => {
          await createTask(tx, as(amina), { reason: supplyEnds, owner: { accountId: ben } })
          throw new Error('the change failed')
        }),
        /the change failed/,
      )
      assert.equal(await count(), before)
    })
    it('for a role, with nothing set up', async () => {
      const [first, second] = [
        await make({ owner: { role: 'pharmacist' } }),
        await make({ owner: { role: 'pharmacist' } }),
      ]
      assert.ok(first.owner.teamId)
      assert.equal(first.owner.teamId, second.owner.teamId)
    })
    it('once while one with the same key is open, and again afterwards', async () => {
      const first = await make({ owner: { accountId: ben }, key: 'supply-1' })
      const second = await make({ owner: { accountId: carol }, key: 'supply-1' })
      assert.deepEqual([second.isNew, second.taskId, second.owner.accountId], [false, first.taskId, ben])
      assert.deepEqual(
        await inTx((tx) => closeTasksOf(tx, as(amina), { reason: supplyEnds, key: 'supply-1', outcome: 'arranged' })),
        [first.taskId],
      )
      assert.equal((await make({ owner: { accountId: ben }, key: 'supply-1' })).isNew, true)
    })
    it('once when two make the same one at the same moment', async () => {
      const both = await Promise.all([1, 2].map(() => make({ owner: { accountId: ben }, key: 'race' })))
      assert.equal(both[0]?.taskId, both[1]?.taskId)
      assert.equal(both.filter(({ isNew }) => isNew).length, 1)
    })
    it('five hundred at a time, with one piece of news', async () => {
      const before = (await newsOf(carol)).length
      const made = await inTx((tx) =>
        createTasks(
          tx,
          as(amina),
          Array.from({ length: 500 }, () => ({ reason: supplyEnds, owner: { accountId: carol } })),
        ),
      )
      assert.equal(new Set(made.map(({ taskId }) => taskId)).size, 500)
      assert.deepEqual((await newsOf(carol)).slice(before), ['tasks-assigned'])
    })
    it('by the cover of someone who is away, and they say so', async () => {
      const back = await away(ben, carol)
      const made = await make({ owner: { accountId: ben } })
      assert.deepEqual([made.owner.accountId, made.insteadOf], [carol, ben])
      assert.equal((await historyOf(made.taskId))[0]?.instead_of, ben)
      await back()
    })
    it('by the administrators when nobody is in', async () => {
      const back = await away(ben, null)
      const made = await make({ owner: { accountId: ben } })
      assert.equal(made.owner.accountId, null)
      const team = await inTx((tx) =>
        tx.selectFrom('core.team').select('role').where('team_id', '=', made.owner.teamId!).executeTakeFirst(),
      )
      assert.deepEqual([team?.role, made.insteadOf], ['administrator', ben])
      await back()
    })
    it('with words that are sealed', async () => {
      const { taskId } = await make({ owner: { accountId: ben }, note: 'Rings the bell twice' })
      const [row] = await inTx((tx) =>
        tx.selectFrom('core.task').select('note').where('task_id', '=', taskId).execute(),
      )
      assert.equal(row!.note!.includes('bell'), false)
      const clear = await inTx((tx) =>
        openFor(
          tx,
          as(amina),
          { subjectId: test.tenantId, class: 'clinical-text' },
          { table: 'core.task', column: 'note', rowId: taskId },
          row!.note!,
        ),
      )
      assert.equal(clear, 'Rings the bell twice')
    })
    it('by hand, for a reason that may be chosen by hand only', async () => {
      const made = await addTask(as(amina), { reason: 'core.call-patient', owner: { accountId: amina } })
      assert.equal(made.isNew, true)
      await assert.rejects(addTask(as(amina), { reason: supplyEnds.code, owner: { accountId: amina } }), {
        name: 'BadRequestError',
      })
    })
    it('once, when the form is sent twice', async () => {
      const sent = as(amina, ['nurse'], { idempotencyKey: newUuid(now) })
      const input = { reason: 'core.call-patient', owner: { accountId: amina } }
      const [first, second] = await Promise.all([sent, { ...sent }].map((ctx) => addTask(ctx, input)))
      assert.ok(first)
      assert.equal(first.taskId, second?.taskId)
    })
  })

  describe('never', () => {
    it('belong to nobody, whatever the program does', async () => {
      const { taskId } = await make({ owner: { accountId: ben } })
      await assert.rejects(
        inTx((tx) =>
          tx
            .updateTable('core.task')
            .set({ owner_account_id: null, team_id: null })
            .where('tenant_id', '=', test.tenantId)
            .where('task_id', '=', taskId)
            .execute(),
        ),
        /task_has_an_owner/,
      )
    })
    it('lose a line of their history', async () => {
      for (const statement of [sql`update core.task_event set note = null`, sql`delete from core.task_event`]) {
        await assert.rejects(
          inTx((tx) => statement.execute(tx as never)),
          /permission denied/,
        )
      }
    })
    it('show in another organisation', async () => {
      const { taskId } = await make({ owner: { accountId: ben } })
      const stranger = as(amina, ['nurse'], { tenantId: test.otherTenantId })
      await assert.rejects(takeTask(stranger, { taskId }), { name: 'NotFoundError' })
    })
    it('are worked on by someone outside care, unless they concern them', async () => {
      const patientId = await addPatient()
      const { taskId } = await make({ owner: { role: 'nurse' }, patientId })
      await assert.rejects(takeTask(as(boss, ['administrator']), { taskId }), { name: 'NotAllowedError' })
      const { taskId: theirs } = await make({ owner: { role: 'administrator' }, patientId })
      assert.deepEqual(await takeTask(as(boss, ['administrator']), { taskId: theirs }), { done: true })
    })
    it('are worked on for another purpose, or by a patient', async () => {
      const { taskId } = await make({ owner: { accountId: ben } })
      for (const ctx of [
        as(ben, ['nurse'], { purpose: 'security' }),
        test.as(['patient'], { purpose: 'own-record' }),
      ]) {
        await assert.rejects(takeTask(ctx, { taskId }), { name: 'NotAllowedError' })
      }
    })
  })

  describe('are worked on', () => {
    it('taken, handed on, finished and opened again, each with a line of history', async () => {
      const { taskId } = await make({ owner: { role: 'nurse' } })
      assert.deepEqual(await takeTask(as(amina), { taskId, version: 1 }), { done: true })
      assert.equal(await takeTask(as(amina), { taskId }), 'already-yours')
      assert.deepEqual(await commentOnTask(as(amina), { taskId, note: 'Left a message' }), { done: true })
      const given = await assignTask(as(amina), { taskId, version: 3, to: { accountId: ben } })
      assert.equal(typeof given === 'object' && given.accountId, ben)
      assert.deepEqual(await closeTask(as(ben), { taskId, version: 4, outcome: 'arranged' }), { done: true })
      assert.equal(await closeTask(as(ben), { taskId, outcome: 'arranged' }), 'already-finished')
      assert.deepEqual(await reopenTask(as(ben), { taskId, version: 5, note: 'It did not come' }), { done: true })
      assert.deepEqual(
        (await historyOf(taskId)).map(({ kind, sequence }) => `${sequence} ${kind}`),
        ['1 created', '2 accepted', '3 commented', '4 assigned', '5 closed', '6 reopened'],
      )
    })
    it('not with an old version', async () => {
      const { taskId } = await make({ owner: { accountId: ben } })
      await takeTask(as(amina), { taskId, version: 1 })
      await assert.rejects(closeTask(as(ben), { taskId, version: 1, outcome: 'arranged' }), { name: 'ConflictError' })
    })
    it('not finished without an outcome, nor with something else and no words', async () => {
      const { taskId } = await make({ owner: { accountId: ben } })
      assert.equal(await closeTask(as(ben), { taskId, outcome: '' }), 'outcome-missing')
      assert.equal(await closeTask(as(ben), { taskId, outcome: 'other' }), 'note-missing')
      assert.equal((await task(taskId)).closedAt, null)
    })
    it('finished once, when the form is sent twice', async () => {
      const { taskId } = await make({ owner: { accountId: ben } })
      const sent = as(ben, ['nurse'], { idempotencyKey: newUuid(now) })
      const input = { taskId, version: 1, outcome: 'arranged' }
      assert.deepEqual(await Promise.all([sent, { ...sent }].map((ctx) => closeTask(ctx, input))), [
        { done: true },
        { done: true },
      ])
      assert.equal((await historyOf(taskId)).length, 2)
    })
    it('not given to someone who has left, to a closed team or to nobody', async () => {
      const { taskId } = await make({ owner: { accountId: ben } })
      const give = (to: object) => assignTask(as(amina), { taskId, to })
      assert.equal(await give({}), 'nobody-chosen')
      assert.equal(await give({ accountId: newUuid(now) }), 'not-here')
      assert.equal(await give({ teamId: newUuid(now) }), 'team-closed')
    })
    it('not given to someone away without cover, unless a team has it too', async () => {
      const back = await away(ben, null)
      const { taskId } = await make({ owner: { accountId: amina } })
      assert.equal(await assignTask(as(amina), { taskId, to: { accountId: ben } }), 'nobody-is-in')
      await back()
    })
    it('many at once, or none at all', async () => {
      const patientId = await addPatient()
      const mine = await Promise.all([1, 2, 3].map(() => make({ owner: { accountId: amina } })))
      const to = { accountId: ben }
      await assignTasks(
        as(amina),
        mine.map(({ taskId }) => ({ taskId, version: 1, to })),
      )
      for (const { taskId } of mine) assert.equal((await task(taskId)).ownerAccountId, ben)

      const [open, theirs] = [
        await make({ owner: { accountId: amina } }),
        await make({ owner: { role: 'nurse' }, patientId }),
      ]
      await assert.rejects(
        assignTasks(
          as(boss, ['administrator']),
          [open, theirs].map(({ taskId }) => ({ taskId, version: 1, to })),
        ),
        { name: 'NotAllowedError' },
      )
      assert.equal((await task(open.taskId)).ownerAccountId, amina)
    })
  })

  describe('that are not finished in time', () => {
    const run = () => passUpTasksJob.work(systemContext(test.platform, test.tenantId, newUuid(now)), {} as never)
    const steps = async (taskId: string) =>
      (await historyOf(taskId)).filter(({ kind }) => kind === 'escalated').map((row) => row.escalated_to)

    it('are passed up the chain on time, by the opening times, once each', async () => {
      const { taskId } = await make({ owner: { accountId: ben }, priority: 'urgent' })
      const ward = (await make({ owner: { role: 'nurse' } })).owner.teamId!
      await assignTask(as(amina), { taskId, to: { accountId: ben, teamId: ward } })
      await run()
      assert.deepEqual(await steps(taskId), [])
      now = new Date('2026-11-23T11:00:00Z')
      await Promise.all([run(), run()])
      await run()
      assert.deepEqual(await steps(taskId), ['team'])
      assert.ok((await newsOf(amina)).includes('task-passed-up'))
      now = new Date('2026-11-23T12:00:00Z')
      await run()
      assert.deepEqual(await steps(taskId), ['team', 'administrators'])
      assert.ok((await newsOf(boss)).includes('task-passed-up'))
      now = new Date('2026-11-26T12:00:00Z')
      await run()
      assert.deepEqual(await steps(taskId), ['team', 'administrators'])
    })
    it('catch up after the program was down', async () => {
      const { taskId } = await make({ owner: { role: 'nurse' }, priority: 'urgent' })
      const { taskId: owned } = await make({
        owner: { accountId: ben, teamId: (await task(taskId)).teamId! },
        priority: 'urgent',
      })
      now = new Date('2026-11-30T12:00:00Z')
      await run()
      assert.deepEqual(await steps(taskId), ['administrators'])
      assert.deepEqual(await steps(owned), ['team', 'administrators'])
    })
    it('rest once they are finished', async () => {
      const { taskId } = await make({ owner: { accountId: ben }, priority: 'urgent' })
      await closeTask(as(ben), { taskId, outcome: 'arranged' })
      now = new Date('2026-12-01T12:00:00Z')
      await run()
      assert.deepEqual(await steps(taskId), [])
    })
    it('are passed up by the program alone', async () => {
      await assert.rejects(passUpTasks(as(boss, ['administrator'], { purpose: 'administration' }), {}), {
        name: 'NotAllowedError',
      })
    })
  })

  it('are always what their history says', async () => {
    const tasks = await inTx((tx) => storedTasks(tx, test.tenantId).execute())
    assert.ok(tasks.length > 500)
    for (const {
      taskId,
      reason: _r,
      patientId: _p,
      entityType: _t,
      entityId: _e,
      createdAt: _c,
      ...state
    } of tasks.slice(-80)) {
      const events = (await historyOf(taskId)).map((row): TaskEvent => ({
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
    const events = await inTenant<CoreTables, { action: string }[]>(as(amina), (tx) =>
      tx
        .selectFrom('core.audit_event')
        .select('action')
        .distinct()
        .where('tenant_id', '=', test.tenantId)
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

  async function addPatient(): Promise<string> {
    const patientId = newUuid(now)
    await inTx((tx) =>
      sql`insert into core.patient (tenant_id, patient_id, nhs_number_absence, nhs_number_status, names, gender)
          values (${test.tenantId}, ${patientId}, 'not-known', '07', ${JSON.stringify([{ use: 'usual', prefix: [], given: ['Amina'], family: 'Test', suffix: [] }])}, 'female')`.execute(
        tx as never,
      ),
    )
    return patientId
  }
})
