import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newUuid } from '../values/uuid.ts'
import { assignTask, assignTasks, closeTask, commentOnTask, reopenTask, takeTask } from './index.ts'
import { closeTeam } from './commands/manage-teams.ts'
import { startWard, type Ward } from './ward.test-support.ts'

describe('Tasks', () => {
  let ward: Ward
  before(async () => {
    ward = await startWard()
  })
  after(() => ward.test.stop())

  describe('are worked on', () => {
    it('taken, handed on, finished and opened again, each with a line of history', async () => {
      const { taskId } = await ward.make({ owner: { role: 'nurse' } })
      assert.deepEqual(await takeTask(ward.as(ward.amina), { taskId, version: 1 }), { done: true })
      assert.equal(await takeTask(ward.as(ward.amina), { taskId }), 'already-yours')
      assert.deepEqual(await commentOnTask(ward.as(ward.amina), { taskId, note: 'Left a message' }), { done: true })
      const given = await assignTask(ward.as(ward.amina), { taskId, version: 3, to: { accountId: ward.ben } })
      assert.equal(typeof given === 'object' && given.accountId, ward.ben)
      assert.deepEqual(await closeTask(ward.as(ward.ben), { taskId, version: 4, outcome: 'arranged' }), { done: true })
      assert.equal(await closeTask(ward.as(ward.ben), { taskId, outcome: 'arranged' }), 'already-finished')
      assert.deepEqual(await reopenTask(ward.as(ward.ben), { taskId, version: 5, note: 'It did not come' }), {
        done: true,
      })
      assert.deepEqual(
        (await ward.historyOf(taskId)).map(({ kind, sequence }) => `${sequence} ${kind}`),
        ['1 created', '2 accepted', '3 commented', '4 assigned', '5 closed', '6 reopened'],
      )
    })
    it('not with an old version', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben } })
      await takeTask(ward.as(ward.amina), { taskId, version: 1 })
      await assert.rejects(closeTask(ward.as(ward.ben), { taskId, version: 1, outcome: 'arranged' }), {
        name: 'ConflictError',
      })
    })
    it('not finished without an outcome, nor with something else and no words', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben } })
      assert.equal(await closeTask(ward.as(ward.ben), { taskId, outcome: '' }), 'outcome-missing')
      assert.equal(await closeTask(ward.as(ward.ben), { taskId, outcome: 'other' }), 'note-missing')
      assert.equal((await ward.task(taskId)).closedAt, null)
    })
    it('finished once, when the form is sent twice', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben } })
      const sent = ward.as(ward.ben, ['nurse'], { idempotencyKey: newUuid(ward.now) })
      const input = { taskId, version: 1, outcome: 'arranged' }
      assert.deepEqual(await Promise.all([sent, { ...sent }].map((ctx) => closeTask(ctx, input))), [
        { done: true },
        { done: true },
      ])
      assert.equal((await ward.historyOf(taskId)).length, 2)
    })
    it('not given to someone who has left, to a closed team or to nobody', async () => {
      const { taskId } = await ward.make({ owner: { accountId: ward.ben } })
      const give = (to: object) => assignTask(ward.as(ward.amina), { taskId, to })
      assert.equal(await give({}), 'nobody-chosen')
      assert.equal(await give({ accountId: newUuid(ward.now) }), 'not-here')
      assert.equal(await give({ teamId: newUuid(ward.now) }), 'team-closed')
    })
    it('opened again for the administrators when their team is closed', async () => {
      const teamId = await ward.team('Ward 11', [])
      const { taskId } = await ward.make({ owner: { teamId } })
      await closeTask(ward.as(ward.amina), { taskId, outcome: 'arranged' })
      await closeTeam(ward.as(ward.boss, ['administrator'], { purpose: 'administration' }), {
        teamId,
        version: undefined,
      })
      await reopenTask(ward.as(ward.amina), { taskId, note: 'Again' })
      const { owner } = await ward.make({ owner: { role: 'administrator' } })
      assert.equal((await ward.task(taskId)).teamId, owner.teamId)
    })
    it('not given to a team in the moment in which it is closed', async () => {
      const boss = ward.as(ward.boss, ['administrator'], { purpose: 'administration' })
      for (let round = 0; round < 10; round += 1) {
        const teamId = await ward.team(`Race ${round}`, [])
        const { taskId } = await ward.make({ owner: { accountId: ward.amina } })
        const [closed, given] = await Promise.all([
          closeTeam(boss, { teamId, version: undefined }),
          assignTask(ward.as(ward.amina), { taskId, to: { teamId } }),
        ])
        assert.equal(closed === 'has-tasks', given !== 'team-closed')
      }
    })
    it('not given to someone away without cover, unless a team has it too', async () => {
      const back = await ward.away(ward.ben, null)
      const { taskId } = await ward.make({ owner: { accountId: ward.amina } })
      assert.equal(await assignTask(ward.as(ward.amina), { taskId, to: { accountId: ward.ben } }), 'nobody-is-in')
      await back()
    })
    it('many at once, or none at all', async () => {
      const patientId = await ward.addPatient()
      const mine = await Promise.all([1, 2, 3].map(() => ward.make({ owner: { accountId: ward.amina } })))
      const to = { accountId: ward.ben }
      await assignTasks(
        ward.as(ward.amina),
        mine.map(({ taskId }) => ({ taskId, version: 1, to })),
      )
      for (const { taskId } of mine) assert.equal((await ward.task(taskId)).ownerAccountId, ward.ben)

      const [open, theirs] = [
        await ward.make({ owner: { accountId: ward.amina } }),
        await ward.make({ owner: { role: 'nurse' }, patientId }),
      ]
      await assert.rejects(
        assignTasks(
          ward.as(ward.boss, ['administrator']),
          [open, theirs].map(({ taskId }) => ({ taskId, version: 1, to })),
        ),
        { name: 'NotAllowedError' },
      )
      assert.equal((await ward.task(open.taskId)).ownerAccountId, ward.amina)
    })
  })
})
