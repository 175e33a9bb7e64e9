import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { openFor } from '../encryption/subject-keys.ts'
import { newUuid } from '../values/uuid.ts'
import { addTask, closeTasksOf, createTask, createTasks, takeTask } from './index.ts'
import { storedTasks } from './queries/stored-task.ts'
import { startWard, supplyEnds, type Ward } from './ward.test-support.ts'

describe('Tasks', () => {
  let ward: Ward
  before(async () => {
    ward = await startWard()
  })
  after(() => ward.test.stop())

  describe('are made', () => {
    it('inside another change, with their history, due by the opening times', async () => {
      const { taskId, isNew } = await ward.make({ owner: { accountId: ward.ben } })
      const made = await ward.task(taskId)
      assert.equal(isNew, true)
      assert.equal(made.ownerAccountId, ward.ben)
      assert.equal(made.dueAt.toISOString(), '2026-11-24T17:00:00.000Z')
      assert.deepEqual(
        (await ward.historyOf(taskId)).map(({ kind, actor_id }) => [kind, actor_id]),
        [['created', ward.amina]],
      )
      assert.ok((await ward.newsOf(ward.ben)).includes('task-assigned'))
    })
    it('or not at all when the change fails', async () => {
      const count = () => ward.inTx((tx) => storedTasks(tx, ward.test.tenantId).execute()).then((rows) => rows.length)
      const before = await count()
      await assert.rejects(
        ward.inTx(async (tx) => {
          await createTask(tx, ward.as(ward.amina), { reason: supplyEnds, owner: { accountId: ward.ben } })
          throw new Error('the change failed')
        }),
        /the change failed/,
      )
      assert.equal(await count(), before)
    })
    it('for a role, with nothing set up', async () => {
      const [first, second] = [
        await ward.make({ owner: { role: 'pharmacist' } }),
        await ward.make({ owner: { role: 'pharmacist' } }),
      ]
      assert.ok(first.owner.teamId)
      assert.equal(first.owner.teamId, second.owner.teamId)
    })
    it('once while one with the same key is open, and again afterwards', async () => {
      const first = await ward.make({ owner: { accountId: ward.ben }, key: 'supply-1' })
      const second = await ward.make({ owner: { accountId: ward.carol }, key: 'supply-1' })
      assert.deepEqual([second.isNew, second.taskId, second.owner.accountId], [false, first.taskId, ward.ben])
      assert.deepEqual(
        await ward.inTx((tx) =>
          closeTasksOf(tx, ward.as(ward.amina), { reason: supplyEnds, key: 'supply-1', outcome: 'arranged' }),
        ),
        [first.taskId],
      )
      assert.equal((await ward.make({ owner: { accountId: ward.ben }, key: 'supply-1' })).isNew, true)
    })
    it('once when two make the same one at the same moment', async () => {
      const both = await Promise.all([1, 2].map(() => ward.make({ owner: { accountId: ward.ben }, key: 'race' })))
      assert.equal(both[0]?.taskId, both[1]?.taskId)
      assert.equal(both.filter(({ isNew }) => isNew).length, 1)
    })
    it('five hundred at a time, with one piece of news', async () => {
      const before = (await ward.newsOf(ward.carol)).length
      const made = await ward.inTx((tx) =>
        createTasks(
          tx,
          ward.as(ward.amina),
          Array.from({ length: 500 }, () => ({ reason: supplyEnds, owner: { accountId: ward.carol } })),
        ),
      )
      assert.equal(new Set(made.map(({ taskId }) => taskId)).size, 500)
      assert.deepEqual((await ward.newsOf(ward.carol)).slice(before), ['tasks-assigned'])
    })
    it('by the cover of someone who is away, and they say so', async () => {
      const back = await ward.away(ward.ben, ward.carol)
      const made = await ward.make({ owner: { accountId: ward.ben } })
      assert.deepEqual([made.owner.accountId, made.insteadOf], [ward.carol, ward.ben])
      assert.equal((await ward.historyOf(made.taskId))[0]?.instead_of, ward.ben)
      await back()
    })
    it('by the administrators when nobody is in', async () => {
      const back = await ward.away(ward.ben, null)
      const made = await ward.make({ owner: { accountId: ward.ben } })
      assert.equal(made.owner.accountId, null)
      const team = await ward.inTx((tx) =>
        tx.selectFrom('core.team').select('role').where('team_id', '=', made.owner.teamId!).executeTakeFirst(),
      )
      assert.deepEqual([team?.role, made.insteadOf], ['administrator', ward.ben])
      await back()
    })
    it('by the administrators when the team is closed, and a form that names it is refused', async () => {
      const teamId = await ward.closedTeam('Ward 8')
      const made = await ward.make({ owner: { teamId } })
      const { owner } = await ward.make({ owner: { role: 'administrator' } })
      assert.equal(made.owner.teamId, owner.teamId)
      const withPerson = await ward.make({ owner: { accountId: ward.ben, teamId } })
      assert.deepEqual(withPerson.owner, { accountId: ward.ben, teamId: null })
      const byHand = { reason: 'core.call-patient', owner: { teamId } }
      assert.equal(await addTask(ward.as(ward.amina), byHand), 'team-closed')
    })
    it('with words that are sealed', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben }, note: 'Rings the bell twice' })
      const [row] = await ward.inTx((tx) =>
        tx.selectFrom('core.task').select('note').where('task_id', '=', taskId).execute(),
      )
      assert.equal(row!.note!.includes('bell'), false)
      const clear = await ward.inTx((tx) =>
        openFor(
          tx,
          ward.as(ward.amina),
          { subjectId: ward.test.tenantId, class: 'clinical-text' },
          { table: 'core.task', column: 'note', rowId: taskId },
          row!.note!,
        ),
      )
      assert.equal(clear, 'Rings the bell twice')
    })
    it('by hand, for a reason that may be chosen by hand only', async () => {
      const made = await addTask(ward.as(ward.amina), { reason: 'core.call-patient', owner: { accountId: ward.amina } })
      assert.ok(typeof made === 'object' && made.isNew)
      await assert.rejects(
        addTask(ward.as(ward.amina), { reason: supplyEnds.code, owner: { accountId: ward.amina } }),
        {
          name: 'BadRequestError',
        },
      )
    })
    it('once, when the form is sent twice', async () => {
      const sent = ward.as(ward.amina, ['nurse'], { idempotencyKey: newUuid(ward.now) })
      const input = { reason: 'core.call-patient', owner: { accountId: ward.amina } }
      const [first, second] = await Promise.all([sent, { ...sent }].map((ctx) => addTask(ctx, input)))
      assert.equal(typeof first, 'object')
      assert.deepEqual(first, second)
    })
  })

  describe('never', () => {
    it('belong to nobody, whatever the program does', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben } })
      await assert.rejects(
        ward.inTx((tx) =>
          tx
            .updateTable('core.task')
            .set({ owner_account_id: null, team_id: null })
            .where('tenant_id', '=', ward.test.tenantId)
            .where('task_id', '=', taskId)
            .execute(),
        ),
        /task_has_an_owner/,
      )
    })
    it('lose a line of their history', async () => {
      for (const statement of [sql`update core.task_event set note = null`, sql`delete from core.task_event`]) {
        await assert.rejects(
          ward.inTx((tx) => statement.execute(tx as never)),
          /permission denied/,
        )
      }
    })
    it('show in another organisation', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben } })
      const stranger = ward.as(ward.amina, ['nurse'], { tenantId: ward.test.otherTenantId })
      await assert.rejects(takeTask(stranger, { taskId }), { name: 'NotFoundError' })
    })
    it('are worked on by someone outside care, unless they concern them', async () => {
      const patientId = await ward.addPatient()
      const { taskId } = await ward.make({ owner: { role: 'nurse' }, patientId })
      await assert.rejects(takeTask(ward.as(ward.boss, ['administrator']), { taskId }), { name: 'NotAllowedError' })
      const { taskId: theirs } = await ward.make({ owner: { role: 'administrator' }, patientId })
      assert.deepEqual(await takeTask(ward.as(ward.boss, ['administrator']), { taskId: theirs }), { done: true })
    })
    it('are worked on for another purpose, or by a patient', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben } })
      for (const ctx of [
        ward.as(ward.ben, ['nurse'], { purpose: 'security' }),
        ward.test.as(['patient'], { purpose: 'own-record' }),
      ]) {
        await assert.rejects(takeTask(ctx, { taskId }), { name: 'NotAllowedError' })
      }
    })
  })
})
