import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { Browser } from '../../../../test/support/browser-without-script.ts'
import { findSignedInOfTest, signInForTest } from '../../../../test/support/staff-session.ts'
import { startTestPlatform, type TestPlatform } from '../../../../test/support/test-platform.ts'
import { inTenant } from '../../database/in-tenant.ts'
import { buildServer } from '../../http/server.ts'
import type { StaffRole } from '../../policy/roles.ts'
import { recordAbsence, createTask, taskPaths, taskReason } from '../index.ts'
import { addStaff } from '../people.test-support.ts'

const reason = taskReason({ code: 'test.team', words: 'A task', priority: 'soon', outcomes: { done: 'Done' } })

describe('Teams and absences', () => {
  let test: TestPlatform
  let app: FastifyInstance | undefined
  let amina: string
  let ben: string
  let administrator: string

  const browserOf = async (accountId: string, roles: readonly StaffRole[]) => {
    const { cookies } = await signInForTest(test, accountId, roles)
    const browser = new Browser(app!)
    for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value)
    return browser
  }
  const manager = () => browserOf(administrator, ['administrator'])
  const make = (owner: Parameters<typeof createTask>[2]['owner']) =>
    inTenant(test.as([]), (tx) => createTask(tx, test.as(['nurse'], { actorId: ben }), { reason, owner }))
  const absence = (from: string, until: string, over: Record<string, string> = {}) => {
    const [day = '', month = '', year = ''] = from.split('-').reverse()
    const [lastDay = '', lastMonth = '', lastYear = ''] = until.split('-').reverse()
    return {
      'fromOn-day': day,
      'fromOn-month': month,
      'fromOn-year': year,
      'untilOn-day': lastDay,
      'untilOn-month': lastMonth,
      'untilOn-year': lastYear,
      ...over,
    }
  }

  before(async () => {
    test = await startTestPlatform()
    app = await buildServer(test.platform, {
      findSignedIn: findSignedInOfTest,
      demonstration: true,
      publicUrl: 'http://localhost:3000',
      rateLimits: false,
    })
    amina = await addStaff(test, test.tenantId, 'Amina Khan', ['nurse'])
    ben = await addStaff(test, test.tenantId, 'Ben Okafor', ['nurse'])
    administrator = await addStaff(test, test.tenantId, 'Dilys Price', ['administrator'])
  })
  after(async () => {
    await app?.close()
    await test.stop()
  })

  it('are made, filled, led and closed by an administrator', async () => {
    const browser = await manager()
    const added = await browser.send(taskPaths.addTeam(), { name: 'Ward 7' })
    assert.match(added.location ?? '', /^\/staff\/teams\/[0-9a-f-]{36}\?notice=added$/)
    const url = added.location!.split('?')[0]!
    assert.match((await browser.send(taskPaths.addTeam(), { name: 'ward 7' })).body, /Another team has this name/)

    const notIn = await browser.send(url, { act: 'save', name: 'Ward 7', members: [amina], leads: [ben] })
    assert.match(notIn.body, /Select leads who are in the team/)
    const saved = await browser.send(url, { act: 'save', name: 'Ward 7', members: [amina, ben], leads: [ben] })
    assert.equal(saved.location, `${url}?notice=saved`)
    assert.match((await browser.get(taskPaths.teams())).body, /Amina Khan and Ben Okafor/)

    const teamId = url.split('/').at(-1)!
    const { taskId } = await make({ teamId })
    const nurse = await browserOf(amina, ['nurse'])
    assert.match((await nurse.get(taskPaths.list({ view: 'team' }))).body, /A task/)
    assert.match((await browser.send(url, { act: 'close' })).body, /has open tasks/)
    await nurse.send(taskPaths.close(taskId), { outcome: 'done' })
    assert.equal((await browser.send(url, { act: 'close' })).location, '/staff/teams?notice=closed')
    const late = await nurse.send(taskPaths.add(), {
      reason: 'core.something-to-do',
      priority: 'soon',
      note: 'Typed before the team was closed',
      owner: `team:${teamId}`,
    })
    assert.equal(late.status, 422)
    assert.match(late.body, /This team does not take tasks any more/)
    assert.match(late.body, /Typed before the team was closed/)
  })
  it('of a role follow the role', async () => {
    const teamId = (await make({ role: 'nurse' })).owner.teamId!
    const browser = await manager()
    const { body } = await browser.get(taskPaths.team(teamId))
    assert.match(body, /everyone with the role nurse/)
    await browser.post(taskPaths.team(teamId), { act: 'save', leads: [ben] })
    assert.match((await browser.get(taskPaths.teams())).body, /Ben Okafor/)
    assert.match(
      (await browser.send(taskPaths.team(teamId), { act: 'close' })).body,
      /has open tasks|everyone with a role/,
    )
  })
  it('are not managed by anyone else', async () => {
    const browser = await browserOf(amina, ['nurse'])
    for (const path of [taskPaths.teams(), taskPaths.addTeam()]) assert.equal((await browser.get(path)).status, 403)
  })

  it('are recorded by the person, with cover, and tasks are then seen by the cover', async () => {
    const browser = await browserOf(amina, ['nurse'])
    const wrong = await browser.send(taskPaths.addAbsence(), absence('2026-11-24', '2026-11-23'))
    assert.match(wrong.body, /The last day must be the first day or later/)
    const self = await browser.send(taskPaths.addAbsence(), absence('2026-11-22', '2026-11-23', { coveredBy: amina }))
    assert.match(self.body, /Select someone else to cover/)
    await make({ accountId: amina })
    const done = await browser.send(taskPaths.addAbsence(), absence('2026-11-22', '2026-11-23', { coveredBy: ben }))
    assert.equal(done.location, '/staff/absences?notice=recorded')
    const again = await browser.send(taskPaths.addAbsence(), absence('2026-11-23', '2026-11-25'))
    assert.match(again.body, /There is an absence on these days already/)

    const { body } = await (await browserOf(ben, ['nurse'])).get('/staff')
    assert.match(body, /You cover for Amina Khan today/)
    assert.match(body, /A task/)
  })
  it('that nobody covers show as nobody’s, to the administrator too', async () => {
    const browser = await browserOf(amina, ['nurse'])
    const link = /\/staff\/absences\/[0-9a-f-]{36}/.exec((await browser.get(taskPaths.absences())).body)![0]
    const uncovered = await browser.send(link, {
      act: 'save',
      ...absence('2026-11-22', '2026-11-23', { coveredBy: '' }),
    })
    assert.equal(uncovered.location, '/staff/absences?notice=saved')
    const given = await (
      await browserOf(ben, ['nurse'])
    ).send(taskPaths.add(), { reason: 'core.something-to-do', priority: 'soon', owner: `person:${amina}` })
    assert.match(given.location ?? '', /notice=to-administrators$/)
    const admin = await manager()
    const said = await admin.get(given.location!)
    assert.match(said.body, /Given to the administrators, because the person you chose is away/)
    await admin.send(given.location!.split('?')[0]! + '/finish', { outcome: 'done' })
    assert.match((await admin.get(taskPaths.list({ view: 'nobody' }))).body, /1 result/)
    assert.equal((await browser.send(link, { act: 'cancel' })).location, '/staff/absences?notice=cancelled')
    assert.match((await admin.get(taskPaths.list({ view: 'nobody' }))).body, /There are no tasks here/)
  })
  it('of others are recorded by administrators only', async () => {
    const entry = { accountId: ben, fromOn: '2026-12-01', untilOn: '2026-12-02', coveredBy: null }
    await assert.rejects(recordAbsence(test.as(['nurse'], { actorId: amina, purpose: 'administration' }), entry), {
      name: 'NotAllowedError',
    })
    const browser = await browserOf(amina, ['nurse'])
    const forged = await browser.send(taskPaths.addAbsence(), absence('2026-12-01', '2026-12-02', { accountId: ben }))
    assert.equal(forged.status, 403)
    const admin = await manager()
    const done = await admin.send(taskPaths.addAbsence(), absence('2026-12-01', '2026-12-02', { accountId: ben }))
    assert.equal(done.location, '/staff/absences?notice=recorded')
  })
  it('of one person are not recorded twice at the same moment', async () => {
    const ctx = test.as(['nurse'], { actorId: amina, purpose: 'administration' })
    const entry = { accountId: amina, fromOn: '2027-01-01', untilOn: '2027-01-02', coveredBy: null }
    const both = await Promise.all([recordAbsence(ctx, entry), recordAbsence(ctx, entry)])
    assert.equal(both.filter((answer) => answer === 'overlaps').length, 1)
  })
})
